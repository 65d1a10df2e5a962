'use strict';
(() => {
  const IV = 12;
  const form = document.getElementById('ouvrir');
  const typed = document.getElementById('phrase');
  const button = form.querySelector('button');
  const alert = document.getElementById('alerte');
  const state = document.getElementById('etat');
  const sentence = (id) => document.getElementById(id).content.textContent;
  const refused = sentence('dit-refus');
  const damaged = sentence('dit-abime');
  const waiting = sentence('dit-attente');

  if (!window.crypto || !window.crypto.subtle) {
    form.hidden = true;
    alert.textContent = sentence('dit-impossible');
    return;
  }

  const blocks = [...document.querySelectorAll('script[type="text/plain"]')];
  const utf8 = new TextEncoder();
  const bytes = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

  // A passphrase of ours is five groups of five; one that is not is taken as it was typed.
  const words = (text) => {
    const signs = text.toLowerCase().replace(/[^a-z0-9]/g, '');
    return signs.length === 25 ? signs.match(/.{5}/g).join('-') : text.trim();
  };

  const keyOf = async (passphrase) => {
    const secret = await crypto.subtle.importKey('raw', utf8.encode(passphrase), 'PBKDF2', false, ['deriveKey']);
    const how = {
      name: 'PBKDF2',
      hash: 'SHA-256',
      salt: bytes(form.dataset.salt),
      iterations: Number(form.dataset.iterations),
    };
    return crypto.subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
  };

  const block = async (key, number, place) => {
    const held = bytes(blocks[number].textContent);
    const how = { name: 'AES-GCM', iv: held.subarray(0, IV), additionalData: utf8.encode(place) };
    return crypto.subtle.decrypt(how, key, held.subarray(IV));
  };

  const content = async (key, file) => {
    const parts = [];
    for (let number = file.first; number < file.first + file.blocks; number++) {
      parts.push(await block(key, number, String(number)));
    }
    return new Blob(parts, { type: 'application/octet-stream' });
  };

  const save = async (key, file, fault) => {
    try {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await content(key, file));
      link.download = file.name.split('/').pop();
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    } catch (e) {
      fault.textContent = damaged;
    }
  };

  const size = (count) => {
    const kilo = count / 1000;
    const number = (value) => value.toLocaleString('fr', { maximumFractionDigits: 1 });
    return kilo < 1000 ? number(kilo) + '\u00a0ko' : number(kilo / 1000) + '\u00a0Mo';
  };

  const show = async (key, files) => {
    const first = files.find((file) => file.name === 'index.html');
    const page = new DOMParser().parseFromString(await (await content(key, first)).text(), 'text/html');
    const all = document.getElementById('dit-fichiers').content.firstElementChild;
    const fault = all.querySelector('[role=alert]');
    const saves = (link, file) => {
      link.setAttribute('href', '#tous-les-fichiers');
      link.addEventListener('click', (event) => {
        event.preventDefault();
        save(key, file, fault);
      });
    };
    for (const link of page.body.querySelectorAll('a[href]')) {
      const href = decodeURI(link.getAttribute('href'));
      const file = files.find((each) => each.name === href);
      if (file) {
        saves(link, file);
      }
    }
    for (const file of files) {
      const link = document.createElement('a');
      link.textContent = file.name;
      saves(link, file);
      const item = document.createElement('li');
      item.append(link, ' (' + size(file.bytes) + ')');
      all.querySelector('ul').append(item);
    }
    (page.querySelector('main') || page.body).append(all);
    const contents = page.querySelector('nav ul');
    if (contents) {
      const link = document.createElement('a');
      link.href = '#tous-les-fichiers';
      link.textContent = all.querySelector('h2').textContent;
      const item = document.createElement('li');
      item.append(link);
      contents.append(item);
    }
    document.title = page.title;
    document.querySelector('style').replaceWith(...page.querySelectorAll('style'));
    document.body.replaceWith(document.adoptNode(page.body));
    findIn(document);
    const title = document.querySelector('h1');
    title.tabIndex = -1;
    title.focus();
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    alert.textContent = '';
    state.textContent = waiting;
    typed.removeAttribute('aria-invalid');
    let fault = refused;
    try {
      const key = await keyOf(words(typed.value));
      const list = await block(key, blocks.length - 1, 'list');
      fault = damaged;
      await show(key, JSON.parse(new TextDecoder().decode(list)));
    } catch (e) {
      button.disabled = false;
      state.textContent = '';
      alert.textContent = fault;
      typed.setAttribute('aria-invalid', 'true');
      typed.focus();
    }
  });
})();
