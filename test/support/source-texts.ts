import { globSync, readFileSync } from 'node:fs';
import { parseSync, Visitor, type Node } from 'oxc-parser';

/** A text of ours where it stands in the source. */
export interface SourceText {
  text: string;
  file: string;
  line: number;
}

export interface SourceTexts {
  /** The literals given to `t`, `key`, `sentence` and `says`. */
  texts: SourceText[];
  /** Calls of them whose text is put together while the program runs, so that no translation can be found for it. */
  unreadable: string[];
  /** Words that the window draws without asking for their translation. */
  bare: SourceText[];
}

/** `t` may also say what `key` has marked, so only for the others is a literal demanded. */
const sayers = new Set(['t', 'key', 'sentence', 'says']);
/** Those of them that the window alone has; elsewhere these names mean something else. */
const ofTheWindow = new Set(['t', 'key']);
/** Attributes whose words a person reads or hears. */
const spoken = new Set(['aria-label', 'aria-description', 'aria-valuetext', 'label', 'title', 'placeholder', 'alt']);
/** Names, measures and signs that are the same in every language. */
const namesOnly = /^(?:Conch|MP4|ZIP|CSV|JSON|URL|Hailuo|MiniMax|[^\p{L}]*|\p{L})$/u;

/** Told where Conch was started from a command line, in English. */
const ofTheTerminal = /hosts\/(?:browser|cli)\//;

/** Reads all sources under a folder; tests, rigs and the page of primitives for developers left out. Nothing of them is run. */
export function readTexts(folder: string): SourceTexts {
  const found: SourceTexts = { texts: [], unreadable: [], bare: [] };
  for (const file of globSync(`${folder}/**/*.{ts,tsx}`)) {
    if (/\.test\.tsx?$|-rig\.ts$|shared\/sentence\.ts$|renderer\/(?:texts|gallery)\//.test(file)) continue;
    readFile(file, found);
  }
  return found;
}

function readFile(file: string, found: SourceTexts): void {
  const source = readFileSync(file, 'utf8');
  const at = (node: Node, text: string): SourceText => ({
    text,
    file,
    line: source.slice(0, node.start).split('\n').length,
  });
  const { program } = parseSync(file, source);
  new Visitor({
    CallExpression(call) {
      if (call.callee.type === 'Identifier' && call.callee.name === 'failure') {
        // What is not a sentence cannot be translated.
        const words = call.arguments[1];
        const text = words === undefined ? undefined : source.slice(words.start + 1, words.end - 1);
        const isText = words?.type === 'TemplateLiteral' || (words?.type === 'Literal' && text !== '');
        if (isText && text !== undefined && !ofTheTerminal.test(file)) found.bare.push(at(call, text));
      }
      if (call.callee.type !== 'Identifier' || !sayers.has(call.callee.name)) return;
      if (ofTheWindow.has(call.callee.name) && !file.includes('renderer')) return;
      const [first] = call.arguments;
      if (first === undefined) return;
      const literals = literalsOf(first);
      if (literals !== undefined) found.texts.push(...literals.map((text) => at(call, text)));
      // `says` also takes sentences that were made before.
      else if (call.callee.name === 'key' || call.callee.name === 'sentence') {
        found.unreadable.push(`${file}:${at(call, '').line}`);
      }
    },
    JSXText(node) {
      const text = node.value.trim();
      if (!namesOnly.test(text)) found.bare.push(at(node, text));
    },
    JSXAttribute({ name, value }) {
      if (name.type !== 'JSXIdentifier' || !spoken.has(name.name) || value?.type !== 'Literal') return;
      if (typeof value.value === 'string' && !namesOnly.test(value.value)) found.bare.push(at(value, value.value));
    },
    JSXExpressionContainer({ expression }) {
      if (expression.type === 'JSXEmptyExpression') return;
      for (const text of wordsIn(expression)) found.bare.push(at(expression, text));
    },
  }).visit(program);
}

/** The texts of a literal, or of all ends of a choice between literals. */
function literalsOf(node: Node): string[] | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : undefined;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) return [node.quasis[0]?.value.cooked ?? ''];
  if (node.type !== 'ConditionalExpression') return undefined;
  const either = [literalsOf(node.consequent), literalsOf(node.alternate)];
  return either.every((texts) => texts !== undefined) ? either.flat() : undefined;
}

/** Words that an expression between braces would draw: several of them with a space between, so no mere name of a class. */
function wordsIn(node: Node): string[] {
  if (node.type === 'ConditionalExpression') return [...wordsIn(node.consequent), ...wordsIn(node.alternate)];
  if (node.type === 'LogicalExpression') return wordsIn(node.right);
  if (node.type === 'TemplateLiteral') {
    const text = node.quasis.map(({ value }) => value.cooked ?? '').join(' ');
    return /^[A-Z]\p{L}+ \p{L}/u.test(text.trim()) ? [text.trim()] : [];
  }
  if (node.type !== 'Literal' || typeof node.value !== 'string') return [];
  return /^[A-Z]\p{L}* \p{L}/u.test(node.value) ? [node.value] : [];
}
