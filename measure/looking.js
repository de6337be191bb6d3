// Beside axe in a tab: puts the page into each look in turn and tells what is wrong with it, by look.
async function lookAt(looks, scan) {
  const found = {}, root = document.documentElement;
  for (const { name, rules, theme, text, spaced } of looks) {
    root.dataset.theme = theme || '';
    root.dataset.text = text || '';
    document.getElementById('spaced')?.remove();
    if (spaced) document.head.insertAdjacentHTML('beforeend', `<style id="spaced">${SPACED}</style>`);
    found[name] = rules.length ? await scan(rules) : [];
    const over = root.scrollWidth - root.clientWidth;
    if (document.getAnimations().length) found[name].push('something moves');
    if (over > 0) found[name].push(`${over}px too wide: ${widest(root.clientWidth)}`);
  }
  return found;
}

// WCAG 1.4.12: what a reader's own spacing of text may be.
const SPACED = `*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}
p{margin-bottom:2em!important}`;

function widest(edge) {
  const over = [...document.body.querySelectorAll('*')].filter((one) =>
    !one.closest('.vh') && one.getBoundingClientRect().right > edge + 1);
  const one = over.find((one) => !over.some((other) => one !== other && one.contains(other))) || over[0];
  return one ? `<${one.localName} class="${one.className}"> ${one.textContent.trim().slice(0, 40)}` : 'the page';
}
