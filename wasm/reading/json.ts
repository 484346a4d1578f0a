/** JSON text to a value, with the place of the first fault where the engine tells it. */
import { reasonOf, type Place } from './place';

interface TextPosition {
  line: number;
  column: number;
}

/** The parsed value. Faults: `emptyText`, `notJson`. A byte order mark at the start is skipped. */
export function parseJson(text: string, place: Place): unknown {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (json.trim() === '') place.fail('emptyText', {});
  try {
    return JSON.parse(json);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return place.fail('notJson', { detail: reasonOf(error), ...positionIn(json, reason) });
  }
}

/** Engines say "line 1 column 6" or "position 5" or that the text ended; some say nothing. */
function positionIn(text: string, reason: string): TextPosition | undefined {
  const place = /line (\d+) column (\d+)/.exec(reason);
  if (place) return { line: Number(place[1]), column: Number(place[2]) };
  const position = /position (\d+)/.exec(reason)?.[1];
  if (position !== undefined) return positionAt(text, Number(position));
  return /end of (JSON input|data)|EOF/i.test(reason) ? positionAt(text, text.length) : undefined;
}

function positionAt(text: string, offset: number): TextPosition {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', start)) {
    start = at + 1;
    line++;
  }
  return { line, column: offset - start + 1 };
}
