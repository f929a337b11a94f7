import type { RefusedPart } from '../../../shared/failure.ts';
import { findMinimaxCode } from './minimax-codes.ts';

/**
 * What the content filter refused, as far as the vendor tells. MiniMax: 1026 is what went in, 1027 what came out (error
 * code page, checked 2026-11-21). A gateway's own codes and words may say which of the two that went in it was.
 * Undefined where nobody says. Pure.
 */
export function refusedPart(code: string | undefined, text: string | undefined): RefusedPart | undefined {
  const words = `${code ?? ''} ${text ?? ''}`;
  const inner = code !== undefined && /^10\d\d$/.test(code) ? code : findMinimaxCode(words);
  if (inner === '1027') return 'result';
  const picture = /\billegal_image|\b(?:image|picture|photo|first[ _-]?frame)s?\b/i.test(words);
  const prompt = /\billegal_prompt\b|\bprompts?\b/i.test(words);
  if (picture !== prompt) return picture ? 'picture' : 'prompt';
  if (/\b(?:output|result|generated (?:video|clip|content))s?\b/i.test(words) && inner === undefined) return 'result';
  return inner === '1026' || picture || /\binput\b/i.test(words) ? 'input' : undefined;
}
