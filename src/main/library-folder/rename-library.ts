import { isIn } from '../../shared/job.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import type { WorkReport } from '../../shared/work.ts';
import { diskError } from '../disk/disk-failure.ts';
import { createFindings, summed } from './findings.ts';
import type { RenameJournal, RenameOrder } from './rename-journal.ts';
import { renameSome, renamingFor, settleNames, type RenameTools } from './rename-some.ts';
import type { WorkTools } from './work-runner.ts';

/** Gives the files of all clips the names that the template makes. Goes on where it was after a kill or a stop. */
export interface RenameOptions extends RenameTools {
  journal: RenameJournal;
  /** Ids of all finished clips, those in the trash included. */
  ids(): string[];
  folder(): string;
}

/** Clips between two notes of what is under way. */
const batch = 256;

/** Throws `FailureError`, with every clip whole under the name that the list says. */
export async function renameLibrary(template: string, options: RenameOptions, tools: WorkTools): Promise<WorkReport> {
  const { journal, getMany } = options;
  const findings = createFindings();
  let renamed = 0;
  try {
    // What a kill has left with two names, by whatever template.
    const earlier = journal.read();
    if (earlier !== undefined) renamed += await renameSome(earlier.underWay, findings, options);
    const ids = options.ids();
    tools.progressed(0, ids.length);
    for (let from = 0; from < ids.length; from += batch) {
      tools.signal.throwIfAborted();
      const jobs = getMany(ids.slice(from, from + batch)).filter((job) => isIn(job, 'done'));
      const wanted = await Promise.all(jobs.map((job) => renamingFor(job, template, findings, options)));
      const underWay = wanted.filter((one) => one !== undefined);
      if (underWay.length > 0) {
        await journal.write({ format: 'conch-rename-1', template, underWay });
        renamed += await renameSome(underWay, findings, options);
      }
      tools.progressed(Math.min(from + batch, ids.length), ids.length);
    }
    await journal.clear();
  } catch (error) {
    tools.signal.throwIfAborted();
    throw diskError(error, options.folder());
  }
  const left = findings.total('left') + findings.total('missing');
  return summed([newNames(renamed), ...(left === 0 ? [] : [oldNames(left)])], findings);
}

/** Leaves every clip the one name that the list says, and gives no more of them another one. Throws `FailureError`. */
export async function endRenaming(order: RenameOrder, options: RenameOptions): Promise<WorkReport> {
  const findings = createFindings();
  try {
    await settleNames(order.underWay, findings, options);
    await options.journal.clear();
  } catch (error) {
    throw diskError(error, options.folder());
  }
  return summed([sentence('Renaming has ended, because you chose another way to name clips.')], findings);
}

function newNames(clips: number): Sentence {
  if (clips === 0) return sentence('Every clip has the name that it should have already.');
  return clips === 1
    ? sentence('{{clips, number}} clip renamed, with its description.', { clips })
    : sentence('{{clips, number}} clips renamed, each with its description.', { clips });
}

function oldNames(clips: number): Sentence {
  return clips === 1
    ? sentence('{{clips, number}} clip could not be renamed.', { clips })
    : sentence('{{clips, number}} clips could not be renamed.', { clips });
}
