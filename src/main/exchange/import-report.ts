import { sentence, type Sentence } from '../../shared/sentence.ts';
import type { WorkReport } from '../../shared/work.ts';
import { summed, type Findings } from '../library-folder/findings.ts';

/** How an import sums up. Pure. */
export function importReport(taken: number, findings: Findings): WorkReport {
  const present = findings.total('present');
  const refused = findings.total('refused');
  const foreign = findings.total('foreign');
  return summed(
    [
      takenIn(taken),
      ...(present === 0 ? [] : [presentAlready(present)]),
      ...(refused === 0 ? [] : [refusedFiles(refused)]),
      ...(foreign === 0 ? [] : [leftOut(foreign)]),
    ],
    findings,
  );
}

function takenIn(clips: number): Sentence {
  if (clips === 0) return sentence('No clip was taken in.');
  return clips === 1
    ? sentence('{{clips, number}} clip taken in, every byte checked.', { clips })
    : sentence('{{clips, number}} clips taken in, every byte checked.', { clips });
}

function presentAlready(clips: number): Sentence {
  return clips === 1
    ? sentence('{{clips, number}} clip was here already and stayed as it is.', { clips })
    : sentence('{{clips, number}} clips were here already and stayed as they are.', { clips });
}

function refusedFiles(files: number): Sentence {
  return files === 1
    ? sentence('{{files, number}} file was refused.', { files })
    : sentence('{{files, number}} files were refused.', { files });
}

function leftOut(clips: number): Sentence {
  return clips === 1
    ? sentence('{{clips, number}} clip without a description stayed out.', { clips })
    : sentence('{{clips, number}} clips without a description stayed out.', { clips });
}
