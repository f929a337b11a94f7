import type { GenerationRequest } from '../../shared/request.ts';
import { t } from '../texts/index.ts';

/** An invented clip, to show how names will look. */
export function sampleClip(): { createdAt: number; request: GenerationRequest } {
  return {
    createdAt: new Date(2026, 10, 21, 9, 30).getTime(),
    request: {
      providerId: 'provider',
      modelId: 'hailuo-02',
      prompt: t('A calm sea at dawn'),
      durationSeconds: 6,
      resolution: '768P',
    },
  };
}
