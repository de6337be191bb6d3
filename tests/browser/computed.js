// How every element of a page looks, with what stands before and after it, against how it looks by another sheet.
(sheet) => {
  const parts = [...document.querySelectorAll('*:not(svg):not(svg *)')]
    .flatMap((one) => ['', '::before', '::after'].map((part) => [one, part]));
  const look = () => parts.map(([one, part]) => {
    const style = getComputedStyle(one, part);
    return [...style].map((name) => name + ': ' + style.getPropertyValue(name));
  });
  const before = look();
  const sheets = [...document.styleSheets];
  for (const one of sheets) one.disabled = true;
  const other = new CSSStyleSheet();
  other.replaceSync(sheet);
  document.adoptedStyleSheets = [other];
  const after = look();
  document.adoptedStyleSheets = [];
  for (const one of sheets) one.disabled = false;
  return before.flatMap((lines, at) => lines.filter((line, place) => line !== after[at][place])
    .map((line) => parts[at][0].tagName + '.' + parts[at][0].className + parts[at][1] + ' ' + line));
}
