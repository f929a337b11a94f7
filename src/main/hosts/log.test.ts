import { describe, expect, it } from 'vitest';
import { createLog, defectFacts } from './log.ts';

const secret = 'sk-secret-0123456789';

function written(act: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  act(createLog({ write: (line) => (text += line) }));
  return text;
}

describe('the log', () => {
  it('writes one line of JSON with its facts', () => {
    const line: unknown = JSON.parse(written((log) => log.warn('something odd', { provider: 'novita' })));
    expect(line).toMatchObject({ msg: 'something odd', provider: 'novita', level: 40 });
  });

  it('keeps secrets out by their names, down to the third level', () => {
    const text = written((log) => {
      log.info('a', { key: secret, token: secret, nested: { authorization: secret, deep: { cookie: secret } } });
      log.error('b', { request: { headers: { 'x-api-key': secret }, body: secret } });
    });
    expect(text).not.toContain(secret);
    expect(text.trim().split('\n')).toHaveLength(2);
  });

  it('tells of a defect its name and place, not its message', () => {
    const facts = defectFacts(new TypeError(`cannot read ${secret}\nof ${secret}`));
    expect(facts['name']).toBe('TypeError');
    expect(JSON.stringify(facts)).toContain('log.test.ts');
    expect(JSON.stringify(facts)).not.toContain(secret);
    expect(defectFacts(secret)).toEqual({ thrown: 'string' });
  });
});
