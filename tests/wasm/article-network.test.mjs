/** The article's network: every value of the worked example, for both losses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { article, assertAllClose, assertClose, readData, withSession } from './help.mjs';

const { values } = readData('worked/article.json');

for (const loss of ['mse', 'bce']) {
  const expected = values[loss];
  const withArticle = (run) =>
    withSession(
      article((document) => (document.loss = loss)),
      run,
    );

  test(`${loss}: the forward pass gives every weighted sum, output, loss term and the loss`, () =>
    withArticle((session) => {
      const { layers, lossTerms, loss: total } = session.forward();
      assertAllClose(
        layers.map((layer) => layer.z),
        expected.z,
        'z',
      );
      assertAllClose(
        layers.map((layer) => layer.a),
        expected.a,
        'a',
      );
      assertAllClose(lossTerms, expected.lossTerms, 'loss terms');
      assertClose(total, expected.loss, 'loss');
    }));

  test(`${loss}: the gradients give every δ, ∂L/∂w and ∂L/∂b`, () =>
    withArticle((session) => {
      const { layers, loss: total } = session.gradients(0);
      assertAllClose(
        layers.map((layer) => layer.delta),
        expected.delta,
        'δ',
      );
      assertAllClose(
        layers.map((layer) => layer.weights),
        expected.dW,
        '∂L/∂w',
      );
      assertAllClose(
        layers.map((layer) => layer.biases),
        expected.db,
        '∂L/∂b',
      );
      assertClose(total, expected.loss, 'loss');
    }));

  test(`${loss}: the derivation of w3 goes through N4 and N5 with the values of the worked example`, () =>
    withArticle((session) => {
      const { paths, pathCount, value, stages } = session.derive('w.2.0.0');
      const through = expected['dw.2.0.0'];
      assert.equal(pathCount, 2);
      const n4 = paths.find((path) => path.nodes.includes('a.3.0'));
      const n5 = paths.find((path) => path.nodes.includes('a.3.1'));
      assertClose(n4.value, through.throughN4, 'path through N4');
      assertClose(n5.value, through.throughN5, 'path through N5');
      assertClose(value, through.value, '∂L/∂w3');
      assert.ok(
        stages.some((stage) => stage.kind === 'article'),
        'the form through A and B is there',
      );
    }));

  test(`${loss}: one update gives every new weight and bias, and the loss after it`, () =>
    withArticle((session) => {
      const { changes, loss: before } = session.step();
      assertClose(before, expected.loss, 'loss before the update');
      const { network } = session.scenario();
      assertAllClose(
        network.layers.map((layer) => layer.weights),
        expected.weightsAfter,
        'weights after',
      );
      assertAllClose(
        network.layers.map((layer) => layer.biases),
        expected.biasesAfter,
        'biases after',
      );
      assert.equal(changes.length, 3 * 3 + 3 * 4 + 2 * 4);
      const { layers, loss: after } = session.forward();
      assertAllClose(
        layers.map((layer) => layer.a),
        expected.aAfter,
        'a after',
      );
      assertClose(after, expected.lossAfter, 'loss after');
    }));

  test(`${loss}: ∂L/∂w3 is none of the known mistakes`, () =>
    withArticle((session) => {
      const value = session.gradients(0).layers[1].weights[0][0];
      for (const [mistake, wrong] of Object.entries(expected['mistakes for dw.2.0.0'])) {
        assert.ok(Math.abs(value - wrong) > 1e-4, `${mistake}: ${value} is the mistaken ${wrong}`);
      }
    }));
}

test('a change of the loss on an open session gives the numbers of the other half of the article', () =>
  withSession(article(), (session) => {
    session.setLoss('bce');
    assertClose(session.forward().loss, values.bce.loss, 'loss');
    assertClose(session.gradients(0).layers[1].weights[0][0], values.bce['dw.2.0.0'].value, '∂L/∂w3');
    assert.equal(session.scenario().loss, 'bce');
  }));

test('with two outputs half_sse is the same number as mse', () =>
  withSession(
    article((document) => (document.loss = 'half_sse')),
    (session) => {
      assertClose(session.forward().loss, values.mse.loss, 'loss');
      assertAllClose(
        session.gradients(0).layers.map((layer) => layer.weights),
        values.mse.dW,
        '∂L/∂w',
      );
    },
  ));
