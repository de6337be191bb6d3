// The one player of a page: it speaks by itself, any touch stops it, "again" begins anew. ES5; without it the player has its own buttons.
(function () {
  'use strict';
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-sound]'), sound = document.getElementById('sound');
    if (!button || !sound) return;
    sound.pause();
    if (button.getAttribute('data-sound') === 'stop') return;
    sound.currentTime = 0;
    sound.play();
  });
  function begin() {
    var sound = document.getElementById('sound');
    if (sound && sound.paused) sound.play();
  }
  begin();
  document.addEventListener('htmx:after:swap', begin);
  ['pointerdown', 'keydown'].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var sound = document.getElementById('sound');
      if (sound && !(event.target.closest && event.target.closest('.player'))) sound.pause();
    });
  });
}());
