import type { Composition } from '../../composer/composition.ts';
import { t } from '../../texts/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useSheet } from '../sheet-state.ts';
import { ImportChoice } from './ImportChoice.tsx';
import { ImportRows } from './ImportRows.tsx';
import { closeImport, useImport } from './list-state.ts';

/** From a list or a folder to the sheet: choose, look at what was read, go on. */
export function ImportBatchDialog({ composition }: { composition: Composition }) {
  const isOpen = useImport((state) => state.isOpen);
  const list = useImport((state) => state.list);
  // The sheet stands in its place, and gives it back when it is put away.
  const isAsking = useSheet(({ ask }) => ask !== undefined);
  return (
    <Dialog
      name={t('Import a batch')}
      shape="sheet"
      closesOutside={false}
      isOpen={isOpen && !isAsking}
      onClose={closeImport}
    >
      {list === undefined ? <ImportChoice /> : <ImportRows key={list.name} list={list} composition={composition} />}
    </Dialog>
  );
}
