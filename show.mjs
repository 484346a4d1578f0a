import { article, core, withSession } from '/tmp/wt/notation/tests/wasm/help.mjs';
const [notation, what = 'steps', id = 'w.2.0.0', loss = 'mse'] = process.argv.slice(2);
const plain = (t) => t.replace(/\\htmlData\{[^}]*\}/g, '');
withSession(
  article((d) => (d.loss = loss)),
  (s) => {
    if (what === 'steps') {
      const seen = new Set();
      for (const st of s.trace(0, { notation })) {
        const key = st.rule + (st.layer === 1 ? 1 : 2);
        if (seen.has(key)) continue;
        seen.add(key);
        console.log(
          st.index,
          st.rule,
          st.computes,
          st.articleLimit ?? '',
          '\n   ',
          plain(st.symbols),
          '\n   ',
          plain(st.numbers),
          '\n   =',
          plain(st.result),
        );
      }
    } else {
      const d = s.derive(id, { notation });
      console.log(plain(d.symbol), d.value, d.articleLimit ?? '');
      for (const st of d.stages) {
        console.log('##', st.kind, st.value);
        for (const r of st.rows) console.log('   ', plain(r.latex), '\n        ', plain(r.numbers));
      }
    }
  },
);
