// A terminal's keys, and the question whether anybody is still there (docs/decisions/terminal-pages.md). ES5.
(function () {
  'use strict';
  var root = document.documentElement;
  var main = document.getElementById('main');
  var box = document.getElementById('ask');
  var TELL_EVERY = 45000, TWICE = 500, WARNED = 120;
  var field, placed, lastKey, lastTime = 0;  // what is typed into, and whether they set its caret
  var clock, telling, told = Date.now(), before;  // `before`: the focus when the question came

  function setting(name) { return root.getAttribute('data-' + name); }
  function all(selector) { return [].slice.call(document.querySelectorAll(selector)); }
  function on(name, act) { document.addEventListener(name, act, true); }
  function warn() { document.getElementById('warned').textContent = setting('warn'); }
  function end() { location.replace('/kiosk/end?by=idle'); }

  function choose(one) {
    var pad = main.querySelector('.keypad');
    if (!pad || !one.matches('main [inputmode]')) return;
    field = one;
    placed = false;
    pad.setAttribute('data-mode', one.getAttribute('inputmode'));
  }

  // Keys write where the caret is, and never take the focus from the field.
  function type(key) {
    var fields = all('main [inputmode]'), from;
    if (!field || !field.isConnected) choose(fields[0]);
    if (key === 'next') {
      (fields[fields.indexOf(field) + 1] || main.querySelector('.keypad~* [type=submit]')).focus();
      return;
    }
    if (document.activeElement.tagName !== 'BUTTON') field.focus();
    if (!placed) field.setSelectionRange(field.value.length, field.value.length);
    placed = true;
    from = field.selectionStart;
    if (key === 'delete' && from === field.selectionEnd && from) from -= 1;
    if (key.length === 1 && !field.value) key = key.toUpperCase();
    field.setRangeText(key === 'delete' ? '' : key, from, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input', {bubbles: true}));
  }
  function keyOf(event) {
    var button = event.target.closest('[data-key]');
    return button && button.getAttribute('data-key');
  }

  // Arrows and one key reach everything, in the order of the page; a key that is held down counts once.
  function walk(event) {
    var here = document.activeElement, places;
    var step = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1}[event.key];
    var isCaret = /Left|Right/.test(event.key) && here.matches('[inputmode]');
    var isChoice = event.key === 'Enter' && /radio|checkbox/.test(here.type);
    if (event.repeat || isChoice || (step && !isCaret)) event.preventDefault();
    if (event.repeat || isCaret) return;
    if (isChoice) here.click();
    if (!step) return;
    places = all('a[href],button,input,textarea').filter(function (one) { return one.offsetParent; });
    (places[places.indexOf(here) + step] || places[step > 0 ? 0 : places.length - 1]).focus();
  }

  // The question stands on the page, so that what was typed stays. Any touch answers it, and presses nothing else.
  function ask() {
    var stay = document.createElement('button'), rest = document.createElement('span');
    var seconds = Number(setting('grace'));
    before = document.activeElement;
    stay.type = 'button';
    stay.textContent = setting('stay');
    rest.setAttribute('aria-hidden', 'true');
    box.textContent = setting('ask') + ' ';
    box.appendChild(rest);
    box.appendChild(stay);
    stay.focus();
    (function tick() {
      if (seconds < 1) return end();
      rest.textContent = seconds;
      seconds -= 1;
      clock = setTimeout(tick, 1000);
    }());
  }
  function answer(event) {
    event.preventDefault();
    event.stopPropagation();
    box.textContent = '';
    before.focus();
    before = null;
    touch();
  }
  function wait() {
    clearTimeout(clock);
    clock = setTimeout(ask, 1000 * setting('idle'));
  }
  function touch() {
    if (before) return;
    wait();
    if (!telling) telling = setTimeout(tell, Math.max(0, told + TELL_EVERY - Date.now()));
  }
  function tell() {
    telling = 0;
    told = Date.now();
    fetch('/kiosk/awake', {redirect: 'manual'}).then(function (heard) {
      if (heard.type === 'opaqueredirect') end();  // the visit is over
    }).catch(function () {});
  }

  on('focusin', function (event) { choose(event.target); });
  on('mousedown', function (event) { if (keyOf(event)) event.preventDefault(); });
  on('click', function (event) {
    var key = keyOf(event), now = Date.now();
    if (before) return answer(event);
    placed = placed || event.target === field;
    if (!key || (root.hasAttribute('data-calm') && key === lastKey && now - lastTime < TWICE)) return;
    lastKey = key;
    lastTime = now;
    type(key);
  });
  on('keydown', function (event) {
    if (before) return answer(event);
    placed = placed || event.target === field;
    touch();
    walk(event);
  });
  on('pointerdown', touch);
  on('contextmenu', function (event) { event.preventDefault(); });
  choose(document.activeElement);
  wait();
  if (setting('left')) {
    setTimeout(warn, 1000 * (setting('left') - WARNED));
    setTimeout(end, 1000 * setting('left'));
  }
}());
