import { describe, expect, it } from 'vitest';
import { clipPaths, sidecarOf } from './clip-name.ts';

describe('clipPaths', () => {
  const job = {
    id: '5b1f6c1e-2f44-4a5b-9d0e-0a1b2c3d4e5f',
    createdAt: new Date(2026, 0, 31, 23, 59).getTime(),
    request: { providerId: 'sample', modelId: 'm', prompt: 'A fox' },
  };
  it('go by the month on the person’s own calendar, and by type', () => {
    expect(clipPaths(job, 'video/mp4')).toEqual(['2026-01/a-fox-5b1f6c1e.mp4', `2026-01/a-fox-${job.id}.mp4`]);
    expect(clipPaths(job, 'video/webm')[0]).toBe('2026-01/a-fox-5b1f6c1e.webm');
    expect(sidecarOf('2026-01/a.b-5b1f6c1e.mov')).toBe('2026-01/a.b-5b1f6c1e.json');
  });

  it('follow a template, and always end with the id', () => {
    expect(clipPaths(job, 'video/mp4', '{date} {provider} {prompt}')[0]).toBe(
      '2026-01/2026-01-31 sample a-fox-5b1f6c1e.mp4',
    );
  });
});
