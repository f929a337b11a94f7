import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listGenerations, checkCopy } from '../../src/main/library/backup-files.ts';
import { openJobStore } from '../../src/main/library/job-store.ts';
import { readJournal } from '../../src/main/library/journal.ts';

/** What is wrong with a data folder that was closed after its disk had been full. */
export function checkFolder(dataFolder: string, jobId: string, clipHash: string): string[] {
  const wrong: string[] = [];
  const { store, aside, damagedIds } = openJobStore(join(dataFolder, 'conch.db'));
  try {
    if (aside !== undefined || damagedIds.length > 0) wrong.push('the list of clips is damaged');
    const job = store.get(jobId);
    if (job?.progress.state === 'done') {
      const bytes = readFileSync(join(dataFolder, 'library', job.progress.asset.path));
      const { sha256, downloadedSha256 = sha256 } = job.progress.asset;
      const isWhole = createHash('sha256').update(bytes).digest('hex') === sha256 && downloadedSha256 === clipHash;
      if (!isWhole) wrong.push('the file of the clip is corrupt');
      JSON.parse(readFileSync(join(dataFolder, 'library', job.progress.asset.path.replace(/\.mp4$/, '.json')), 'utf8'));
    }
  } finally {
    store.close();
  }
  const { damagedLines } = readJournal(join(dataFolder, 'journal'));
  if (damagedLines > 0) wrong.push(`${damagedLines} lines of the journal are damaged`);
  for (const { path } of listGenerations(join(dataFolder, 'backups'))) {
    for (const _slice of checkCopy(path)) continue;
  }
  return wrong;
}
