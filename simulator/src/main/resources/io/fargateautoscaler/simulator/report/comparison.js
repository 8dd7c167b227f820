(() => {
  'use strict';
  const DAY = 86400;
  const $ = id => document.getElementById(id);
  const data = JSON.parse($('data').textContent);
  const {step, end, unit, need, arrivals, courses} = data;
  const points = need.length;
  // The last point lasts as long as the others, so it ends with one more.
  const times = need.map((_, i) => i * step).concat(end);
  const closed = values => values.concat(values[values.length - 1]);
  const css = getComputedStyle(document.documentElement);
  const colour = name => css.getPropertyValue('--' + name).trim();
  const chart = $('chart');

  let course = courses[0];
  let other = null;
  let selected = -1;
  let charts = [];
  let range = [0, end];
  let said = 0;

  const two = number => String(number).padStart(2, '0');
  function clock(second) {
    const rest = second % DAY;
    const time = two(Math.floor(rest / 3600)) + ':' + two(Math.floor(rest / 60) % 60)
        + (rest % 60 ? ':' + two(rest % 60) : '');
    return end > DAY ? 'day ' + (Math.floor(second / DAY) + 1) + ' ' + time : time;
  }
  const rate = number => number < 100 ? number : Math.round(number);
  const tasks = count => count + (count === 1 ? ' task' : ' tasks');
  function what([, from, to, , hold]) {
    if (hold || from === to) {
      return 'held at ' + tasks(to) + (hold ? ' (' + hold + ')' : '');
    }
    return 'scaled ' + (to > from ? 'out' : 'in') + ' from ' + from + ' to ' + tasks(to);
  }
  const words = decision => clock(decision[0]) + ' ' + what(decision) + ': ' + decision[3];

  /** The last decision before the end of a point, or -1. */
  function decided(of, point) {
    let low = 0;
    let high = of.decisions.length;
    const until = (point + 1) * step;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (of.decisions[middle][0] < until) low = middle + 1; else high = middle;
    }
    return low - 1;
  }
  const pointOf = second => Math.max(0, Math.min(points - 1, Math.floor(second / step)));
  const figures = (of, point) => 'desired ' + of.desired[point] + ', running ' + of.running[point]
      + ', ' + of.late[point] + ' % late';

  /** Says what was at a point, and the decision; of several in it the one that is given. */
  function say(point, index) {
    const count = course.decisions.length;
    said = point;
    selected = index;
    $('say-now').textContent = clock(point * step) + ' · ' + rate(arrivals[point]) + ' ' + unit
        + ' a second need ' + tasks(need[point]) + ' · ' + figures(course, point);
    $('say-why').textContent = index < 0 ? 'No decision yet.' : words(course.decisions[index]);
    const last = other ? decided(other, point) : -1;
    $('say-other').textContent = other ? other.name + ': ' + figures(other, point)
        + (last < 0 ? '' : ' · ' + words(other.decisions[last])) : '';
    chart.setAttribute('aria-valuemin', count ? 1 : 0);
    chart.setAttribute('aria-valuemax', count);
    chart.setAttribute('aria-valuenow', index + 1);
    chart.setAttribute('aria-valuetext', index < 0 ? 'no decision' : 'decision ' + (index + 1)
        + ' of ' + count + ', ' + clock(course.decisions[index][0]));
  }

  function select(index) {
    if (!course.decisions.length) return;
    const at = Math.max(0, Math.min(course.decisions.length - 1, index));
    const second = course.decisions[at][0];
    const point = pointOf(second);
    if (second < range[0] || second > range[1]) {
      const half = (range[1] - range[0]) / 2;
      const from = Math.max(0, Math.min(end - 2 * half, second - half));
      zoom(from, from + 2 * half);
    }
    say(point, at);
    // After a zoom the scales follow in a microtask only.
    queueMicrotask(() => {
      for (const each of charts) {
        const left = each.valToPos(point * step + step / 2, 'x');
        each.setCursor({left, top: each.over.clientHeight / 2});
      }
    });
  }

  function zoom(from, to) {
    if (range[0] === from && range[1] === to) return;
    range = [from, to];
    for (const each of charts) each.setScale('x', {min: from, max: to});
  }

  function moved(u) {
    if (u.cursor.left == null || u.cursor.left < 0) return;
    const point = pointOf(u.posToVal(u.cursor.left, 'x'));
    // Also when a decision was chosen by key, of which there may be others in the same point.
    if (point !== said) say(point, decided(course, point));
  }

  const STEPS = [60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, DAY, 2 * DAY, 7 * DAY];
  function axes(values, size) {
    const shared = {
      font: '12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
      stroke: () => colour('soft'),
      grid: {stroke: () => colour('line'), width: 1},
      ticks: {stroke: () => colour('line'), width: 1, size: 4},
    };
    return [
      {...shared, incrs: STEPS, space: 62, size: 28, values: (u, splits) => splits.map(second =>
          second % DAY === 0 && end > DAY ? 'day ' + (second / DAY + 1) : second === DAY ? '24:00'
            : two(Math.floor(second % DAY / 3600)) + ':' + two(Math.floor(second / 60) % 60))},
      {...shared, size, values, space: 28,
        incrs: [.01, .02, .05, .1, .2, .5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]},
    ];
  }

  function options(into, height, top, axis, series, draw) {
    return {
      width: Math.max(200, into.clientWidth), height, series: [{}, ...series],
      legend: {show: false},
      padding: [8, 20, 0, 0],
      scales: {x: {time: false, range: (u, min, max) => [min, max]}, y: {range: (u, min, max) => [0, top(max)]}},
      axes: axis,
      cursor: {
        y: false,
        dataIdx: (u, i, closest, second) => pointOf(second),
        drag: {x: true, y: false, dist: 6},
        points: {size: 8},
        sync: {key: 'run', scales: ['x', null]},
      },
      hooks: {
        draw: [draw],
        setCursor: [moved],
        setScale: [(u, key) => { if (key === 'x') zoom(u.scales.x.min, u.scales.x.max); }],
      },
    };
  }

  /** Each change at the count that it led to, each hold at the foot, unless they would be a blur. */
  function marks(u) {
    const shown = course.decisions.filter(each => each[0] >= range[0] && each[0] <= range[1]);
    const blur = shown.length > u.over.clientWidth / 5;
    $('legend-marks').hidden = blur;
    if (blur) return;
    const {ctx} = u;
    const size = 4.5 * devicePixelRatio;
    ctx.save();
    for (const [second, from, to, , hold] of shown) {
      const x = u.valToPos(second, 'x', true);
      const held = hold || from === to;
      const y = held ? u.bbox.top + u.bbox.height - size : u.valToPos(to, 'y', true);
      ctx.fillStyle = colour(held ? 'soft' : 'ink');
      ctx.beginPath();
      if (held) {
        ctx.moveTo(x, y - size);
        ctx.lineTo(x + size, y);
        ctx.lineTo(x, y + size);
        ctx.lineTo(x - size, y);
      } else {
        const tip = to > from ? -size : size;
        ctx.moveTo(x, y + tip);
        ctx.lineTo(x + size, y - tip);
        ctx.lineTo(x - size, y - tip);
      }
      ctx.fill();
    }
    ctx.restore();
  }

  function line(name, width, paths, dash) {
    return {stroke: () => colour(name), width, paths, dash, points: {show: false}};
  }

  function draw() {
    const stepped = uPlot.paths.stepped({align: 1});
    const area = {paths: stepped, stroke: () => colour('load'), fill: () => colour('load'), width: 1, points: {show: false}};
    const high = innerWidth > 640;
    const first = charts.length === 0;
    const [from, to] = range;
    for (const each of charts) each.destroy();
    const main = [area, line('desired', 3, stepped), line('running', 1.5, stepped, [3, 4])];
    const values = [times, closed(need), closed(course.desired), closed(course.running)];
    const bars = [{...line('bad', 1, uPlot.paths.bars({size: [1, Infinity], align: 1})), fill: () => colour('bad')}];
    const late = [times, course.late.map(each => each || null).concat(null)];
    if (other) {
      main.push(line('other', 2, stepped, [2, 3]));
      values.push(closed(other.desired));
      bars.push(line('other', 1.5, stepped, [2, 3]));
      late.push(closed(other.late));
    }
    const whole = (u, splits) => splits.map(each => Number.isInteger(each) ? each : '');
    const percent = (u, splits) => splits.map(each => +each.toFixed(2) + ' %');
    charts = [];
    const drawn = [
      new uPlot(options(chart, high ? 320 : 240, max => Math.max(4, Math.ceil(max * 1.08)), axes(whole, 52), main, marks), values, chart),
      new uPlot(options($('late'), high ? 130 : 120, max => Math.min(100, Math.max(1, max * 1.1)), axes(percent, 52), bars, () => {}), late, $('late')),
    ];
    charts = drawn;
    range = [0, end];
    if (!first) zoom(from, to);
    const most = course.late.reduce((a, b) => Math.max(a, b), 0);
    $('late-title').textContent = 'Late of what arrived, in each ' + (step % 60 ? step + ' s' : step === 60 ? 'minute' : step / 60 + ' min')
        + (most ? ', at most ' + most + ' %' : ', never any');
    $('legend-other').hidden = !other;
    $('name-other').textContent = other ? other.name : '';
  }

  function list() {
    const shown = course.decisions.length;
    $('all-title').textContent = 'All decisions of ' + course.name + ' as a table ('
        + (shown < course.made ? shown + ' of ' + course.made + '; the others would make the page too long' : shown) + ')';
    if (!$('all').open) return;
    $('rows').replaceChildren(...course.decisions.map(decision => {
      const row = document.createElement('tr');
      const [second, from, to, why, hold] = decision;
      const held = hold || from === to;
      const cells = [clock(second), held ? String(to) : from + ' → ' + to,
        held ? '· hold ' + hold : to > from ? '▲ out' : '▼ in', why];
      for (const [i, text] of cells.entries()) {
        const cell = row.insertCell();
        cell.textContent = text;
        if (i < 3) cell.className = i < 2 ? 't' : held ? 'hold' : to > from ? 'out' : 'in';
      }
      return row;
    }));
  }

  function chosen() {
    course = courses[$('policy').value];
    other = $('other').value === '' ? null : courses[$('other').value];
    draw();
    list();
    say(said, decided(course, said));
  }

  courses.forEach((each, i) => {
    $('policy').add(new Option(each.name, i));
    $('other').add(new Option(each.name, i));
  });
  $('other').add(new Option('none', ''), 0);
  $('other').value = '';
  $('policy').value = '0';
  $('policy').addEventListener('change', chosen);
  $('other').addEventListener('change', chosen);
  $('all').addEventListener('toggle', list);

  chart.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = course.decisions.length - 1;
    const to = {ArrowRight: selected + 1, ArrowUp: selected + 1, ArrowLeft: selected - 1, ArrowDown: selected - 1,
      PageUp: selected + 10, PageDown: selected - 10, Home: 0, End: last}[event.key];
    if (event.key === 'Escape') zoom(0, end);
    else if (to === undefined) return;
    else select(to);
    event.preventDefault();
  });
  chart.addEventListener('pointerdown', () => chart.focus({preventScroll: true}));

  draw();
  list();
  say(0, decided(course, 0));
  let width = chart.clientWidth;
  new ResizeObserver(() => {
    if (chart.clientWidth === width) return;
    width = chart.clientWidth;
    for (const each of charts) each.setSize({width: Math.max(200, width), height: each.height});
  }).observe(chart);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  matchMedia('print').addEventListener('change', draw);
})();
