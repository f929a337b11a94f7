import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { t } from '../texts/index.ts';

export interface DeleteForGoodProps {
  /** Absent: all that is in the trash. */
  count?: number;
  onConfirm: () => void;
}

/** The one act on the library that cannot be taken back, so it asks. */
export function DeleteForGood({ count, onConfirm }: DeleteForGoodProps) {
  const [isOpen, setOpen] = useState(false);
  const name = count === undefined ? t('Empty trash') : t('Delete for good');
  return (
    <>
      <Button
        variant="danger"
        onPress={() => {
          setOpen(true);
        }}
      >
        {name}
      </Button>
      <Confirm
        isOpen={isOpen}
        title={titleFor(count)}
        confirm={name}
        isDanger
        onClose={() => {
          setOpen(false);
        }}
        onConfirm={onConfirm}
      >
        {t('Files and records are removed from this computer. That cannot be taken back.')}
      </Confirm>
    </>
  );
}

function titleFor(count: number | undefined): string {
  if (count === undefined) return t('Empty the trash?');
  return count === 1 ? t('Delete this clip?') : t('Delete {{count, number}} clips?', { count });
}
