import { useEffect, useState } from 'react';
import { closeExport, showImport, useDialogs } from '../store/dialogs.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';

/** Export and import, from wherever they were asked for. */
export function ExchangeDialogs() {
  const exportIds = useDialogs((state) => state.exportIds);
  const isImportOpen = useDialogs((state) => state.isImportOpen);
  // Stays while the dialog goes away.
  const [shown, setShown] = useState<readonly string[]>([]);
  useEffect(() => {
    if (exportIds !== undefined) setShown(exportIds);
  }, [exportIds]);
  const ids = exportIds ?? shown;
  return (
    <>
      <ExportDialog
        key={`${ids.length} ${ids[0] ?? ''}`}
        ids={ids}
        isOpen={exportIds !== undefined}
        onClose={closeExport}
      />
      <ImportDialog
        isOpen={isImportOpen}
        onClose={() => {
          showImport(false);
        }}
      />
    </>
  );
}
