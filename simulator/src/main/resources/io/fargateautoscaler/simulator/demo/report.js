for (const card of document.querySelectorAll('section.card')) {
  const say = card.querySelector('.say');
  let on = null;
  const show = hit => {
    if (on) on.classList.remove('on');
    on = hit;
    hit.classList.add('on');
    say.textContent = hit.dataset.say;
  };
  for (const hit of card.querySelectorAll('.hit')) {
    hit.addEventListener('pointerenter', () => show(hit));
    hit.addEventListener('pointerdown', () => show(hit));
  }
}
