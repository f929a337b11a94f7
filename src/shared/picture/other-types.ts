import { latin1 } from './bytes.ts';

/** What a file is that is no picture for us, by its first bytes, with its article: "a PDF document". */
export function otherTypeOf(bytes: Uint8Array): string | undefined {
  const start = latin1(bytes, 0, 16);
  const known = beginnings.find(([mark]) => mark.test(start))?.[1];
  if (known !== undefined) return known;
  const text = latin1(bytes, 0, 1024)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(text)) return 'an SVG drawing';
  return /^<(!doctype html|html|head|body)[\s>]/i.test(text) ? 'a web page' : undefined;
}

// oxlint-disable no-control-regex -- these bytes are what the types begin with
const beginnings: [RegExp, string][] = [
  [/^BM[\s\S]{4}\0\0\0\0/, 'a BMP picture'],
  [/^(II\*\0|MM\0\*)/, 'a TIFF or camera raw picture'],
  [/^(\u00ff\u000a|\0\0\0\u000cJXL )/, 'a JPEG XL picture'],
  [/^(\0\0\0\u000cjP {2}|\u00ff\u004f\u00ff\u0051)/, 'a JPEG 2000 picture'],
  [/^\0\0\u0001\0/, 'an icon'],
  [/^8BPS/, 'a Photoshop document'],
  [/^%PDF-/, 'a PDF document'],
  [/^\u001aE\u00df\u00a3/, 'a video'],
  [/^RIFF[\s\S]{4}AVI /, 'a video'],
  [/^[\s\S]{4}ftyp(isom|iso\d|mp4\d|avc1|qt {2}|M4V|3g[p2]|dash|f4v)/, 'a video'],
  [/^[\s\S]{4}(moov|mdat|wide)/, 'a video'],
  [/^(ID3|fLaC|OggS|RIFF[\s\S]{4}WAVE)/, 'a sound'],
  [/^PK\u0003\u0004/, 'a ZIP archive'],
];
// oxlint-enable no-control-regex
