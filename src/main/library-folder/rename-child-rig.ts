import * as fsPromises from 'node:fs/promises';
import { join } from 'node:path';
import { advance } from '../../shared/advance.ts';
import { openJobStore } from '../library/job-store.ts';
import { createMediaStore } from '../library/media-store.ts';
import type { MoveCalls } from './move-file.ts';
import { openRenameJournal } from './rename-journal.ts';
import { renameLibrary } from './rename-library.ts';

/** A process of its own that renames all clips, to be killed: `dataFolder template copies|links`. */
const [dataFolder = '', template = '', how = ''] = process.argv.slice(2);
const noLinks = (): Promise<never> => Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' }));
const disk: MoveCalls = how === 'copies' ? { ...fsPromises, link: noLinks } : fsPromises;
const { store } = openJobStore(join(dataFolder, 'conch.db'));
const folder = (): string => join(dataFolder, 'library');
const media = createMediaStore({ folder, dataFolder, version: '9.9.9', providerName: () => 'Sample Provider' });
process.stdout.write('renaming\n');
await renameLibrary(
  template,
  {
    journal: openRenameJournal(dataFolder),
    media,
    getMany: store.getMany,
    record(paths) {
      const jobs = store
        .getMany([...paths.keys()])
        .map((job) => advance(job, { type: 'renamed', at: 1, path: paths.get(job.id) ?? '' }));
      store.saveAll(jobs);
      return jobs;
    },
    ids: () => store.clips.ids({}, 0, 10_000),
    folder,
    disk,
  },
  { id: 'x', signal: new AbortController().signal, progressed: () => {} },
);
store.close();
process.stdout.write('renamed\n');
