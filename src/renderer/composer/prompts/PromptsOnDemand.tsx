import { lazy, Suspense, useState } from 'react';
import { useDialogs } from '../../store/dialogs.ts';

/** Read from the disk when it is first asked for, and not before: the window is on screen the sooner. */
const PromptsDialog = lazy(async () => {
  const { PromptsDialog: dialog } = await import('./PromptsDialog.tsx');
  return { default: dialog };
});

export function PromptsOnDemand() {
  const isOpen = useDialogs((state) => state.arePromptsOpen);
  const [wasOpen, setWasOpen] = useState(false);
  if (isOpen && !wasOpen) setWasOpen(true);
  return isOpen || wasOpen ? (
    <Suspense fallback={null}>
      <PromptsDialog />
    </Suspense>
  ) : null;
}
