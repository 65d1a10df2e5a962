'use strict';
/* Looks for words in the records of a bundle's page; without it the page is read as it is. */
const findIn = (root) => {
  const box = root.querySelector('#chercher');
  if (!box) {
    return;
  }
  const typed = box.querySelector('input');
  const told = box.querySelector('[role=status]');
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').toLowerCase();
  const rows = [...root.querySelectorAll('.row')].map((row) => ({ row, words: plain(row.textContent) }));
  box.hidden = rows.length === 0;
  typed.addEventListener('input', () => {
    const wanted = plain(typed.value).trim().split(' ').filter(Boolean);
    let found = 0;
    for (const { row, words } of rows) {
      row.hidden = !wanted.every((word) => words.includes(word));
      found += row.hidden ? 0 : 1;
    }
    for (const part of root.querySelectorAll('.records')) {
      part.hidden = wanted.length > 0 && !part.querySelector('.row:not([hidden])');
    }
    told.textContent = wanted.length === 0 ? '' : told.dataset[found < 2 ? 'one' : 'many'].replace('#', found);
  });
};
