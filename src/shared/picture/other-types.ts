import { sentence, type Sentence } from '../sentence.ts';
import { latin1 } from './bytes.ts';

/** What a file is that is no picture for us, by its first bytes, in a sentence. */
export function otherTypeOf(bytes: Uint8Array): Sentence | undefined {
  const start = latin1(bytes, 0, 16);
  const known = beginnings.find(([mark]) => mark.test(start))?.[1];
  if (known !== undefined) return known;
  const text = latin1(bytes, 0, 1024)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(text))
    return sentence('The file is an SVG drawing.');
  return /^<(!doctype html|html|head|body)[\s>]/i.test(text) ? sentence('The file is a web page.') : undefined;
}

// oxlint-disable no-control-regex -- these bytes are what the types begin with
const beginnings: [RegExp, Sentence][] = [
  [/^BM[\s\S]{4}\0\0\0\0/, sentence('The file is a BMP picture.')],
  [/^(II\*\0|MM\0\*)/, sentence('The file is a TIFF or camera raw picture.')],
  [/^(\u00ff\u000a|\0\0\0\u000cJXL )/, sentence('The file is a JPEG XL picture.')],
  [/^(\0\0\0\u000cjP {2}|\u00ff\u004f\u00ff\u0051)/, sentence('The file is a JPEG 2000 picture.')],
  [/^\0\0\u0001\0/, sentence('The file is an icon.')],
  [/^8BPS/, sentence('The file is a Photoshop document.')],
  [/^%PDF-/, sentence('The file is a PDF document.')],
  [/^\u001aE\u00df\u00a3/, sentence('The file is a video.')],
  [/^RIFF[\s\S]{4}AVI /, sentence('The file is a video.')],
  [/^[\s\S]{4}ftyp(isom|iso\d|mp4\d|avc1|qt {2}|M4V|3g[p2]|dash|f4v)/, sentence('The file is a video.')],
  [/^[\s\S]{4}(moov|mdat|wide)/, sentence('The file is a video.')],
  [/^(ID3|fLaC|OggS|RIFF[\s\S]{4}WAVE)/, sentence('The file is a sound.')],
  [/^PK\u0003\u0004/, sentence('The file is a ZIP archive.')],
];
// oxlint-enable no-control-regex
