
(() => {
  'use strict';
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const root = document.documentElement;
  const findings = all('article.finding');
  const entries = all('.index li');
  const SVG = 'http://www.w3.org/2000/svg';
  let current = -1;

  for (const part of all('.needs-script')) part.hidden = false;

  // Light and dark: the system decides until the reader does.
  const theme = document.getElementById('theme');
  const systemDark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme || (systemDark.matches ? 'dark' : 'light')) === 'dark';
  const label = () => { theme.textContent = isDark() ? 'Light' : 'Dark'; };
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* file: may have no storage */ } };
  try {
    const kept = localStorage.getItem('crosstalk-theme');
    if (kept === 'dark' || kept === 'light') root.dataset.theme = kept;
  } catch { /* as above */ }
  const switchTheme = () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    remember('crosstalk-theme', root.dataset.theme);
    label();
  };
  theme.addEventListener('click', switchTheme);
  systemDark.addEventListener('change', label);
  label();

  const help = document.getElementById('help');
  document.getElementById('keys').addEventListener('click', () => help.showModal());

  // Arrows. They run in the gutter left of a lane, where no text stands.
  const shape = (name, attributes, parent) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  };
  const acting = (row) => row.querySelector('.lane.acting');
  const ends = (row, frame) => {
    const lane = acting(row);
    const dot = lane.querySelector('.dot').getBoundingClientRect();
    const card = lane.querySelector('.card').getBoundingClientRect();
    return {
      lane: [...row.children].indexOf(lane), dot: dot.left - frame.left - 4, card: card.right - frame.left + 3,
      y: dot.top + dot.height / 2 - frame.top, left: lane.getBoundingClientRect().left - frame.left,
    };
  };
  const connect = (svg, from, to, kind, gap) => {
    const gutter = Math.max(from.left, to.left) - gap * (kind === 'hear' ? 0.52 : 0.24);
    const x1 = from.lane > to.lane ? from.dot : from.card;
    const x2 = to.lane > from.lane ? to.dot : to.card;
    const s1 = Math.sign(gutter - x1) || 1;
    const s2 = Math.sign(x2 - gutter) || 1;
    const r = Math.min(9, Math.abs(to.y - from.y) / 2);
    const r1 = Math.min(r, Math.abs(gutter - x1));
    const r2 = Math.min(r, Math.abs(x2 - gutter));
    const head = x2 - s2 * 6;
    const path = `M${x1} ${from.y}H${gutter - s1 * r1}Q${gutter} ${from.y} ${gutter} ${from.y + r1}V${to.y - r2}Q${gutter} ${to.y} ${gutter + s2 * r2} ${to.y}H${head}`;
    const group = shape('g', { 'data-to': to.t }, svg);
    shape('path', { class: kind, d: path }, group);
    shape('path', { class: `${kind}-head`, d: `M${x2} ${to.y}l${-s2 * 8} -4.5v9z` }, group);
  };
  const draw = (article) => {
    const table = article.querySelector('.timeline');
    if (!table || article.hidden || !table.clientWidth) return;
    table.querySelector('.arrows')?.remove();
    const svg = shape('svg', { class: 'arrows', 'aria-hidden': 'true', focusable: 'false' }, table);
    const frame = table.getBoundingClientRect();
    const at = (t) => table.querySelector(`.rows .row[data-t="${t}"]`);
    const gap = parseFloat(getComputedStyle(table.querySelector('.rows .row')).columnGap) || 24;
    const reached = new Set(all('.rows .row[data-next]', table).map((row) => row.dataset.next));
    for (const row of all('.rows .row', table)) {
      for (const [name, kind] of [['next', 'pass'], ['from', 'hear']]) {
        const other = row.dataset[name] && at(row.dataset[name]);
        if (!other) continue;
        const [first, second] = name === 'next' ? [row, other] : [other, row];
        const start = ends(first, frame);
        if (kind === 'hear' && reached.has(first.dataset.t)) start.y += 9;
        connect(svg, start, { ...ends(second, frame), t: second.dataset.t }, kind, gap);
      }
    }
    fade(article);
  };
  const fade = (article) => {
    const step = Number(article.dataset.step || 0);
    for (const group of all('.arrows g', article)) {
      group.classList.toggle('dim', step > 0 && Number(group.dataset.to) > step);
    }
  };
  const seen = new IntersectionObserver((changes) => {
    for (const change of changes) if (change.isIntersecting) draw(change.target);
  }, { rootMargin: '400px' });
  findings.forEach((article) => seen.observe(article));
  const redraw = () => findings.forEach((article) => { if (article.querySelector('.arrows')) draw(article); });
  let pending = 0;
  addEventListener('resize', () => { cancelAnimationFrame(pending); pending = requestAnimationFrame(redraw); });
  matchMedia('print').addEventListener('change', () => findings.forEach(draw));
  document.fonts?.ready.then(redraw);

  // Stepping.
  const step = (article, to) => {
    const rows = all('.rows .row', article);
    if (!rows.length) return;
    const t = Math.max(0, Math.min(rows.length, to));
    article.dataset.step = String(t);
    rows.forEach((row, index) => {
      row.classList.toggle('future', t > 0 && index >= t);
      row.classList.toggle('now', index === t - 1);
      if (index === t - 1) row.setAttribute('aria-current', 'step'); else row.removeAttribute('aria-current');
    });
    for (const line of all('.l.now', article)) line.classList.remove('now');
    const row = rows[t - 1];
    const link = row?.querySelector('a.at');
    if (link) document.getElementById(link.hash.slice(1))?.classList.add('now');
    article.querySelector('.say').textContent = row ? row.dataset.say : 'Step through it with ← and →.';
    fade(article);
  };
  const stepBy = (article, by) => step(article, Number(article.dataset.step || 0) + by);
  for (const article of findings) {
    article.querySelector('.back')?.addEventListener('click', () => stepBy(article, -1));
    article.querySelector('.ahead')?.addEventListener('click', () => stepBy(article, 1));
  }

  // Moving between findings.
  const shown = () => findings.filter((article) => !article.hidden);
  const mark = (index) => {
    findings[current]?.classList.remove('current');
    entries[current]?.firstElementChild.removeAttribute('aria-current');
    current = index;
    findings[current]?.classList.add('current');
    const entry = entries[current]?.firstElementChild;
    entry?.setAttribute('aria-current', 'true');
    entry?.scrollIntoView({ block: 'nearest' });
  };
  const go = (by) => {
    const list = shown();
    if (!list.length) return;
    const at = list.indexOf(findings[current]);
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.max(0, Math.min(list.length - 1, at + by))];
    mark(findings.indexOf(next));
    next.scrollIntoView({ block: 'start', behavior: 'instant' });
    next.focus({ preventScroll: true });
  };
  entries.forEach((entry, index) => entry.addEventListener('click', () => mark(index)));
  const fromHash = () => {
    const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    const index = findings.indexOf(target?.closest('article.finding'));
    if (index >= 0) mark(index);
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  addEventListener('hashchange', fromHash);
  fromHash();
  const visible = () => {
    if (current >= 0 && !findings[current].hidden) return findings[current];
    return shown().find((article) => article.getBoundingClientRect().bottom > 120);
  };

  // Filter.
  const text = document.getElementById('filter-text');
  const rule = document.getElementById('filter-rule');
  const chips = all('.chip');
  const count = document.getElementById('filter-count');
  const hays = [];
  const filter = () => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const off = new Set(chips.filter((chip) => chip.getAttribute('aria-pressed') === 'false').map((chip) => chip.dataset.severity));
    let number = 0;
    findings.forEach((article, index) => {
      const hay = words.length ? (hays[index] ??= article.textContent.toLowerCase()) : '';
      const pass = !off.has(article.dataset.severity) && (!rule?.value || rule.value === article.dataset.rule)
        && words.every((word) => hay.includes(word));
      article.hidden = !pass;
      entries[index].hidden = !pass;
      if (pass) number += 1;
    });
    count.textContent = number === findings.length ? '' : `${number} of ${findings.length} shown`;
    document.querySelector('.nothing').hidden = number > 0;
  };
  if (text) {
    text.closest('form').addEventListener('submit', (event) => event.preventDefault());
    text.addEventListener('input', filter);
    rule?.addEventListener('change', filter);
    for (const chip of chips) {
      chip.addEventListener('click', () => {
        chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'));
        filter();
      });
    }
  }

  // Keys.
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (typing) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    const article = visible();
    switch (event.key) {
      case 'j': go(1); break;
      case 'k': go(-1); break;
      case 'ArrowRight': if (article) stepBy(article, 1); break;
      case 'ArrowLeft': if (article) stepBy(article, -1); break;
      case 'Escape': if (article) step(article, 0); break;
      case '/': text?.focus(); break;
      case 't': switchTheme(); break;
      case '?': help.showModal(); break;
      default: return;
    }
    event.preventDefault();
  });
})();
