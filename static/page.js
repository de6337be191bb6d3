// Gives back what a whole page load does by itself and a swap does not: focus, progress, a way out of a broken line.
// ES5, and nothing depends on it: without this file every form still works.
(function () {
  'use strict';
  var main = document.getElementById('main');
  var live = document.getElementById('live');
  var trouble = document.getElementById('trouble');
  var waiting = [];

  function say(name) { live.textContent = main.getAttribute('data-' + name); }
  function sayLater(name, after) { waiting.push(setTimeout(function () { say(name); }, after)); }
  function hush() {
    while (waiting.length) clearTimeout(waiting.pop());
    live.textContent = '';
  }

  // Live pieces (the sum, a waiting phone) speak for themselves: only swaps of the whole step are ours.
  function on(name, act) {
    document.addEventListener('htmx:' + name, function (event) {
      var context = event.detail && event.detail.ctx;
      if (context && context.target === main) act(context);
    });
  }

  on('before:request', function () {
    hush();
    trouble.textContent = '';
    sayLater('sending', 400);
    sayLater('slow', 8000);
  });

  on('after:swap', function (context) {
    var heading = main.querySelector('h1');
    if (context.swap === 'none' || !heading || main.querySelector('[autofocus]')) return;  // htmx focuses autofocus
    heading.setAttribute('tabindex', '-1');
    heading.focus();
  });

  function offerAgain(context) {
    var status = context.response && context.response.status;
    var form = context.sourceElement;
    var button;
    if (status && status < 500) return;                        // a 4xx answer is a page of its own
    button = document.createElement('button');
    button.type = 'button';
    button.textContent = main.getAttribute('data-again');
    button.addEventListener('click', function () { form.requestSubmit(context.request.submitter); });
    trouble.textContent = main.getAttribute('data-trouble') + ' ';
    trouble.appendChild(button);
  }
  on('error', offerAgain);                                     // no line, or no answer in time
  on('response:error', offerAgain);                            // 502, 503

  on('finally:request', function () {
    hush();
    if (trouble.firstElementChild) trouble.firstElementChild.focus();
  });

  // A plain form: the second click within ten seconds is swallowed, so that one act is sent once.
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (window.htmx && form.hasAttribute('data-hx-post')) return;
    if (form.hasAttribute('data-sent')) event.preventDefault();
    form.setAttribute('data-sent', '');
    setTimeout(function () { form.removeAttribute('data-sent'); }, 10000);
  });

  // A password is shown without asking the server: what is typed stays.
  document.addEventListener('click', function (event) {
    var button = event.target, other = button.getAttribute && button.getAttribute('data-other'), fields, i;
    if (!other || !button.form) return;
    event.preventDefault();
    fields = button.form.querySelectorAll('[autocomplete$="-password"]');
    for (i = 0; i < fields.length; i += 1) fields[i].type = button.value === '1' ? 'text' : 'password';
    button.value = button.value === '1' ? '0' : '1';
    button.setAttribute('data-other', button.textContent);
    button.textContent = other;
  });

  // Digits typed and not sent outlive a reload, another language and an ended sign-in: until sent, signed out, midnight.
  function place(field) { return location.pathname + field.name; }
  function known(field) { return new Date().toDateString() + field.defaultValue + '\n'; }
  function recall() {
    var fields = main.querySelectorAll('.digits'), i, typed;
    for (i = 0; i < fields.length; i += 1) {
      typed = (sessionStorage.getItem(place(fields[i])) || '').split(known(fields[i]))[1];
      if (typed && fields[i].value === fields[i].defaultValue) {
        fields[i].value = typed;
        fields[i].dispatchEvent(new Event('input', {bubbles: true}));   // the sum beside it
      }
    }
  }
  document.addEventListener('input', function (event) {
    var field = event.target;
    if (/digits/.test(field.className)) sessionStorage.setItem(place(field), known(field) + field.value);
  });
  on('after:swap', function (context) {
    if (/^(2|422)/.test(context.response.status)) sessionStorage.clear();
  });
  document.addEventListener('submit', function (event) {
    if (/sign-out/.test(event.target.action)) sessionStorage.clear();
  });

  // A page out of the browser's memory may be another person's: ask the server.
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) location.reload();
    setTimeout(recall);                                        // htmx, if it is there, listens by then
  });
}());
