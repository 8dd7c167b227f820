(() => {
  'use strict';
  const $ = id => document.getElementById(id);
  const list = $('services');
  const live = document.querySelector('main').dataset.live === 'true';
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const two = n => String(n).padStart(2, '0');
  const clock = (second, exact) => {
    const day = ((second % 86400) + 86400) % 86400;
    return two(Math.floor(day / 3600)) + ':' + two(Math.floor(day / 60) % 60) + (exact ? ':' + two(Math.floor(day % 60)) : '');
  };

  // Charts ---------------------------------------------------------------------------------------------------------

  /** By the element that they stand in. */
  const charts = new Map();

  function series(data) {
    return [data.t, data.need, data.desired, data.running];
  }

  /** What a step line shows at a time is its last value. */
  function at(times, second) {
    let low = 0, high = times.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (times[middle] <= second) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function read(chart, index) {
    const {t, need, desired, running} = chart.data;
    const i = index == null ? t.length - 1 : index;
    const known = value => value == null ? 'not known' : value;
    chart.say.textContent = clock(t[i], true) + ' · load needs ' + known(need[i]) + ', desired ' + known(desired[i]) + ', running ' + known(running[i]);
  }

  function marks(chart, u) {
    const {ctx} = u;
    const size = 4 * devicePixelRatio;
    ctx.save();
    ctx.fillStyle = colour('ink');
    for (const [second, from, to] of chart.data.marks) {
      if (second < u.scales.x.min) continue;
      const x = u.valToPos(second, 'x', true);
      const y = u.valToPos(to, 'y', true);
      const tip = to > from ? -size : size;
      ctx.beginPath();
      ctx.moveTo(x, y + tip);
      ctx.lineTo(x + size, y - tip);
      ctx.lineTo(x - size, y - tip);
      ctx.fill();
    }
    ctx.restore();
  }

  function options(chart, width) {
    const stepped = uPlot.paths.stepped({align: 1});
    const shared = {
      font: '12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
      stroke: () => colour('soft'),
      grid: {stroke: () => colour('line'), width: 1},
      ticks: {stroke: () => colour('line'), width: 1, size: 4},
    };
    const line = (name, width, dash) => ({stroke: () => colour(name), width, dash, paths: stepped, points: {show: false}});
    return {
      width, height: 190, legend: {show: false}, padding: [8, 14, 0, 0],
      series: [{}, {...line('load', 1), fill: () => colour('load')}, line('desired', 3), line('running', 1.5, [4, 3])],
      scales: {
        x: {time: false, range: (u, min, max) => [Math.min(min, max - 300), max]},
        y: {range: (u, min, max) => [0, Math.max(4, Math.ceil((max || 0) * 1.1))]},
      },
      axes: [
        {...shared, incrs: [60, 120, 300, 600, 900, 1800], space: 60, size: 28, values: (u, ticks) => ticks.map(tick => clock(tick))},
        {...shared, space: 28, size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]},
      ],
      cursor: {y: false, drag: {x: false, y: false}, points: {size: 7}, dataIdx: (u, i, closest, second) => at(chart.data.t, second)},
      hooks: {
        draw: [u => marks(chart, u)],
        setCursor: [u => read(chart, u.cursor.left == null || u.cursor.left < 0 ? null : u.cursor.idx)],
      },
    };
  }

  function mount(element) {
    if (!element || charts.has(element) || !element.clientWidth || !window.uPlot) return;
    const chart = {data: JSON.parse(element.dataset.chart), say: element.parentElement.querySelector('.read')};
    charts.set(element, chart);
    chart.plot = new uPlot(options(chart, element.clientWidth), series(chart.data), element);
    read(chart);
  }

  function redata(element, text) {
    if (element.dataset.chart === text) return;
    element.dataset.chart = text;
    const chart = charts.get(element);
    if (!chart) return;
    chart.data = JSON.parse(text);
    chart.plot.setData(series(chart.data));
    const {left} = chart.plot.cursor;
    if (left == null || left < 0) read(chart);
  }

  // Pieces ---------------------------------------------------------------------------------------------------------

  function fill(element, html) {
    if (element.lastHtml === html) return;
    element.lastHtml = html;
    element.innerHTML = html;
  }

  /** Charts stay, and so does all that reads the same as before. */
  function refill(body, html) {
    const next = document.createElement('template');
    next.innerHTML = html;
    const old = new Map([...body.children].map(child => [child.dataset.part, child]));
    for (const child of [...next.content.children]) {
      const before = old.get(child.dataset.part);
      if (!before) body.append(child);
      else if (child.dataset.part === 'chart') redata(before.querySelector('.chart'), child.querySelector('.chart').dataset.chart);
      else fill(before, child.innerHTML);
    }
    if (body.parentElement.open) mount(body.querySelector('.chart'));
  }

  function service(name, open) {
    const details = document.createElement('details');
    details.className = 'service';
    details.dataset.name = name;
    details.open = open;
    details.append(document.createElement('summary'), Object.assign(document.createElement('div'), {className: 'body'}));
    return details;
  }

  let many = list.classList.contains('rows');

  async function fetchBody(details) {
    if (details.asking) return;
    details.asking = true;
    try {
      const answer = await fetch('/service/' + details.dataset.name);
      if (answer.ok && details.open) refill(details.querySelector('.body'), await answer.text());
    } catch {
      // The state above says that there is no connection.
    } finally {
      details.asking = false;
    }
  }

  function opened(details) {
    if (!details.open) return;
    if (live && many) fetchBody(details);
    else mount(details.querySelector('.chart'));
  }

  // Filter and order -----------------------------------------------------------------------------------------------

  function arrange() {
    const wanted = $('filter').value.trim().toLowerCase();
    const all = [...list.children];
    const byName = (a, b) => a.dataset.name < b.dataset.name ? -1 : 1;
    const order = $('order').value === 'name' ? byName : (a, b) => b.dataset.level - a.dataset.level || byName(a, b);
    const sorted = [...all].sort(order);
    if (sorted.some((each, i) => each !== all[i])) {
      const focused = document.activeElement;
      list.append(...sorted);
      if (list.contains(focused)) focused.focus({preventScroll: true});
    }
    let shown = 0;
    for (const each of all) {
      each.hidden = !each.dataset.name.toLowerCase().includes(wanted);
      if (!each.hidden) shown++;
    }
    $('shown').textContent = wanted ? shown + ' of ' + all.length + ' services' : all.length === 1 ? '1 service' : all.length + ' services';
    $('none').hidden = shown > 0 || all.length === 0;
    for (const each of all) if (!each.hidden && each.open && !many) mount(each.querySelector('.chart'));
  }

  // Updates --------------------------------------------------------------------------------------------------------

  function state(kind, text) {
    $('state').className = 'state ' + kind;
    $('state-text').textContent = text;
  }

  function show(board) {
    if (board.many !== many) {
      many = board.many;
      list.className = many ? 'rows' : 'cards';
    }
    if (board.head !== undefined) fill($('head'), board.head);
    const old = new Map([...list.children].map(each => [each.dataset.name, each]));
    for (const [name, level] of board.order) {
      let details = old.get(name);
      old.delete(name);
      if (!details) {
        details = service(name, !many);
        list.append(details);
      }
      if (details.dataset.level !== String(level)) details.dataset.level = level;
      const changed = board.services[name];
      if (changed && changed.row !== undefined) fill(details.querySelector('summary'), changed.row);
      if (changed && changed.body !== undefined) refill(details.querySelector('.body'), changed.body);
      else if (many && details.open) fetchBody(details);
    }
    for (const gone of old.values()) gone.remove();
    for (const [element, chart] of charts) {
      if (!element.isConnected) {
        chart.plot.destroy();
        charts.delete(element);
      }
    }
    if (board.news.length) $('said').textContent = board.news.join('. ');
    $('trouble').textContent = '';
    state('live', 'live, read ' + board.at + ' UTC');
    arrange();
  }

  function connect() {
    const events = new EventSource('/events');
    let lost = false;
    events.addEventListener('board', event => {
      lost = false;
      show(JSON.parse(event.data));
    });
    events.addEventListener('trouble', event => {
      lost = false;
      $('trouble').textContent = JSON.parse(event.data).text;
      state('lost', 'not up to date');
    });
    events.addEventListener('error', () => {
      if (!lost) {
        lost = true;
        state('lost', 'no connection since ' + clock(Date.now() / 1000, true) + ' UTC; is the command still running?');
      }
      if (events.readyState === EventSource.CLOSED) setTimeout(connect, 5000);
    });
  }

  // Begin ----------------------------------------------------------------------------------------------------------

  $('filter').addEventListener('input', arrange);
  $('order').addEventListener('change', arrange);
  document.querySelector('.tools').addEventListener('submit', event => event.preventDefault());
  // The event does not bubble, but it can be caught on the way down.
  list.addEventListener('toggle', event => opened(event.target), true);
  arrange();
  new ResizeObserver(() => {
    for (const [element, chart] of charts) {
      if (element.clientWidth && element.clientWidth !== chart.plot.width) chart.plot.setSize({width: element.clientWidth, height: 190});
    }
  }).observe(list);
  for (const media of ['(prefers-color-scheme: dark)', 'print']) {
    matchMedia(media).addEventListener('change', () => charts.forEach(chart => chart.plot.redraw()));
  }
  if (live) connect();
})();
