import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plantedDefects } from './defects-table.ts';

/** The long tier plants them; here it is only made sure that it still could. */
describe('planted defects', () => {
  it.each(plantedDefects.map((defect) => [defect.title, defect] as const))(
    '%s: its place is there, once',
    (_title, { file, from, to }) => {
      const source = readFileSync(join('src', 'main', file), 'utf8');
      expect(source.split(from)).toHaveLength(2);
      expect(to).not.toBe(from);
    },
  );
});
