/** Tables as text become points of the lab: whatever separates and ends their lines; each fault has its line and column. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled, labOf } from './help.mjs';

const csv = await bundled('web/lab/data/csv.ts', 'web/lab/setup.ts', 'wasm/lab/index.ts');
const { drawn } = await labOf(csv);
const { documentOf, guessedReading, MOST_ROWS, parseTable, pointsOfTable, presetForOwn, presetOf, textOfData } = csv;

/** As the page reads it where the reader changes nothing, or this. */
function read(text, change = {}) {
  const table = parseTable(text);
  return pointsOfTable(table, { ...guessedReading(table), ...change });
}

/** Fault and place of what is refused. */
function faultOf(text, change = {}) {
  try {
    read(text, change);
  } catch (error) {
    if (error.fault) return { fault: error.fault, ...error.place };
    throw error;
  }
  return assert.fail(`${JSON.stringify(text)} was read`);
}

const points = [
  { x: [0.5, -1], t: [0] },
  { x: [0.25, 1], t: [1] },
  { x: [-0.5, 0.75], t: [1] },
  { x: [1, 0.125], t: [0] },
];

test('one table in many forms is one set of points', () => {
  const rows = [
    ['a', 'b', 'kind'],
    ['0.5', '-1', '0'],
    ['0.25', '1', '1'],
    ['-0.5', '0.75', '1'],
    ['1', '0.125', '0'],
  ];
  const comma = (cells) => cells.map((cell) => cell.replace('.', ','));
  const quoted = (cells) => cells.map((cell) => `"${cell}"`);
  const forms = {
    LF: rows.map((row) => row.join(',')).join('\n'),
    'CRLF at the end too': `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`,
    CR: rows.map((row) => row.join(',')).join('\r'),
    'CRLF and LF mixed': rows.map((row, index) => row.join(',') + (index % 2 ? '\n' : '\r\n')).join(''),
    'a BOM': `\uFEFF${rows.map((row) => row.join(',')).join('\n')}`,
    quoted: rows.map((row) => quoted(row).join(',')).join('\n'),
    semicolons: rows.map((row) => row.join(';')).join('\n'),
    'semicolons and decimal commas': rows.map((row) => comma(row).join(';')).join('\n'),
    'tabs and decimal commas': rows.map((row) => comma(row).join('\t')).join('\n'),
    'quoted decimal commas': rows.map((row) => quoted(comma(row)).join(';')).join('\n'),
    bars: rows.map((row) => row.join('|')).join('\n'),
    'empty lines': `\n\n${rows.map((row) => row.join(',')).join('\n\n')}\n,,\n \n`,
    'spaces around': rows.map((row) => row.join(' , ')).join('\n'),
    'exponents and a long minus': rows
      .map((row) => row.join(','))
      .join('\n')
      .replace('0.25', '2.5E-1')
      .replace('-1', '−1'),
  };
  for (const [name, text] of Object.entries(forms)) {
    const { data, scaling } = read(text, { shuffle: false });
    assert.deepEqual(data, { points, inputs: ['a', 'b'], outputs: ['0', '1'], task: 'classes' }, name);
    assert.equal(scaling, null, name);
    // Without the header the columns have names by their number.
    if (name !== 'empty lines')
      assert.deepEqual(
        read(
          text
            .split(/(?<=[\r\n])(?=[^\r\n])/)
            .slice(1)
            .join(''),
          { shuffle: false },
        ).data,
        { ...data, inputs: ['x1', 'x2'] },
        name,
      );
  }
});

test('labels in words are classes in the order of letters: two are one output, three are one-hot', () => {
  const two = read('x,y,kind\n1,0,yes\n0,1,no\n1,1,yes').data;
  assert.deepEqual(two.outputs, ['no', 'yes']);
  assert.deepEqual(
    two.points.map(({ t }) => t),
    [[1], [0], [1]],
  );
  const three = read('x,y,kind\n1,0,setosa\n0,1,"virginica, ""the blue"""\n1,1,versicolor').data;
  assert.deepEqual(three.outputs, ['setosa', 'versicolor', 'virginica, "the blue"']);
  assert.deepEqual(
    three.points.map(({ t }) => t),
    [
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
    ],
  );
  assert.equal(three.task, 'classes');
});

test('columns that are 0 but for one 1 are the classes, by name', () => {
  const { data } = read('x,y,c,a,b\n0.5,1,1,0,0\n0.5,2,0,1,0\n0.5,3,0,0,1');
  assert.deepEqual(data.inputs, ['x', 'y']);
  assert.deepEqual(data.outputs, ['a', 'b', 'c']);
  assert.deepEqual(
    data.points.map(({ t }) => t),
    [
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ],
  );
  assert.deepEqual(
    faultOf('x,y,a,b\n1,1,1,0\n1,2,1,1', { roles: ['input', 'input', 'target', 'target'], task: 'classes' }),
    { fault: 'oneHot', line: 3, column: 3, name: 'a' },
  );
});

test('numbers that are no labels are values; several columns may be targets, and some be left out', () => {
  const text = 'a,name,b,t,u\n0.1,first,0.2,0.31,1.5\n0.4,second,0.5,0.62,2.5\n0.7,third,0.8,0.93,3.5';
  const guessed = guessedReading(parseTable(text));
  assert.deepEqual(guessed.roles, ['input', 'unused', 'input', 'input', 'target']);
  assert.equal(guessed.task, 'values');
  const { data } = read(text, { roles: ['input', 'unused', 'input', 'target', 'target'], standardise: false });
  assert.deepEqual(data.outputs, ['t', 'u']);
  assert.deepEqual(data.points[1], { x: [0.4, 0.5], t: [0.62, 2.5] });
});

test('inputs far from 1 are standardised for the network, by mean and standard deviation; the points keep their units', () => {
  const { data, scaling } = read('cm,kg,kind\n160,50,a\n170,60,b\n180,70,a\n190,80,b');
  assert.deepEqual(data.points[0].x, [160, 50]);
  assert.deepEqual(scaling, [
    { mean: 175, deviation: Math.sqrt(125) },
    { mean: 65, deviation: Math.sqrt(125) },
  ]);
  const { samples, network } = documentOf(presetForOwn(data, scaling), data.points);
  assert.equal(network.inputs, 2);
  assert.deepEqual(samples[0].x, [-15 / Math.sqrt(125), -15 / Math.sqrt(125)]);
  // A column that does not vary is not divided by 0.
  assert.deepEqual(read('x,y,k\n5,1,a\n5,2,b').scaling[0], { mean: 5, deviation: 1 });
});

test('rows that are sorted by their class are shuffled, the same way each time; others keep their order', () => {
  const sorted = Array.from({ length: 90 }, (_, index) => `${index},${['a', 'b', 'c'][Math.floor(index / 30)]}`).join(
    '\n',
  );
  const [first, again] = [read(sorted), read(sorted)];
  assert.deepEqual(first, again);
  const tail = first.data.points.slice(-18).map(({ t }) => t.indexOf(1));
  assert.deepEqual([...new Set(tail)].sort(), [0, 1, 2]);
  assert.deepEqual(
    first.data.points.map(({ x }) => x[0]).sort((a, b) => a - b),
    Array.from({ length: 90 }, (_, index) => index),
  );
  assert.equal(guessedReading(parseTable(textOfData(first.data))).shuffle, false);
});

test('what is written is read back to the bit', async () => {
  for (const kind of ['circle', 'curve', 'plane', 'spiral']) {
    const data = await drawn(presetOf(kind));
    const back = read(textOfData(data)).data;
    assert.deepEqual(back.points, data.points, kind);
    assert.equal(back.task, data.task);
  }
  const odd = {
    points: [
      { x: [-0, 5e-324, 1 / 3], t: [0, 0, 1] },
      { x: [1.7976931348623157e308, -2.5e-17, 0.1 + 0.2], t: [1, 0, 0] },
      { x: [123456789.123456789, 2 ** 53, -1e21], t: [0, 1, 0] },
    ],
    inputs: ['a,b', 'say "x"', 'ü 长度'],
    outputs: ['eins; zwei', 'line\nbreak', 'z'],
    task: 'classes',
  };
  const back = read(textOfData(odd), { standardise: false, shuffle: false }).data;
  assert.deepEqual(back, odd);
  assert.ok(Object.is(back.points[0].x[0], -0));
});

test('each fault has its line and its column, counted from 1, past quoted line breaks and empty lines', () => {
  const cases = [
    ['', { fault: 'empty' }],
    ['a,b,c\n', { fault: 'noInput' }],
    ['1\n2\n3', { fault: 'oneColumn', line: 1 }],
    ['a,b,c\n1,2,3\n4,5\n6,7,8', { fault: 'columns', line: 3, got: 2, expected: 3 }],
    ['a,b,c\n1,2,3\n4,5,6,7\n', { fault: 'columns', line: 3, got: 4, expected: 3 }],
    ['a,b,c\n1,2,x\n\n\n4,five,y\n6,7,x', { fault: 'notANumber', line: 5, column: 2, name: 'b', text: 'five' }],
    ['a,b,c\n1,2,"x\n\ny"\n4,1.2.3,z', { fault: 'notANumber', line: 5, column: 2, name: 'b', text: '1.2.3' }],
    ['a;b;c\n1,5;2;x\n1.5;2;y', { fault: 'notANumber', line: 3, column: 1, name: 'a', text: '1.5' }],
    ['a,b,c\n1,2,x\n3,,y', { fault: 'noValue', line: 3, column: 2, name: 'b', text: '' }],
    ['a,b,c\n1,2,x\n3,4,', { fault: 'noValue', line: 3, column: 3, name: 'c' }],
    ['a,b,c\n1,1e999,x\n3,4,y', { fault: 'notFinite', line: 2, column: 2, name: 'b', text: '1e999' }],
    ['a,b,c\n1,2,x\n3,"4,y\n5,6,x', { fault: 'quote', line: 3 }],
    ['a,b,c\n1,2,x\n3,4,x', { fault: 'oneClass', column: 3, name: 'c', text: 'x' }],
    [
      `a,b\n${Array.from({ length: 21 }, (_, index) => `${index},k${index}`).join('\n')}`,
      { fault: 'classes', column: 2, name: 'b', got: 21, expected: 20 },
    ],
  ];
  for (const [text, expected] of cases) assert.deepEqual(faultOf(text), expected, JSON.stringify(text));
  assert.deepEqual(faultOf('1,2\n3,4', { roles: ['target', 'target'] }), { fault: 'noInput' });
  assert.deepEqual(faultOf('1,2\n3,4', { roles: ['input', 'unused'] }), { fault: 'noTarget' });
  const wide = Array.from({ length: 1026 }, (_, index) => index / 7).join(',');
  const roles = ['input', ...Array(1025).fill('target')];
  assert.deepEqual(faultOf(`${wide}\n${wide}`, { roles, task: 'values', header: false }), {
    fault: 'values',
    got: 1025,
    expected: 1024,
  });
});

test('100,000 rows are read, 100,001 are not, with the line that is too many', () => {
  const rows = Array.from({ length: MOST_ROWS }, (_, index) => `${index % 7},${index % 3},${index % 2}`);
  assert.equal(read(rows.join('\n')).data.points.length, MOST_ROWS);
  assert.equal(read(`a,b,c\n${rows.join('\n')}`).data.points.length, MOST_ROWS);
  const one = [...rows, '1,2,1'];
  assert.deepEqual(faultOf(one.join('\n')), { fault: 'rows', line: 100_001, expected: MOST_ROWS });
  assert.deepEqual(faultOf(`a,b,c\n${one.join('\n')}`), { fault: 'rows', line: 100_002, expected: MOST_ROWS });
});
