import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';

export interface DeleteForGoodProps {
  /** Absent: all that is in the trash. */
  count?: number;
  onConfirm: () => void;
}

/** The one act on the library that cannot be taken back, so it asks. */
export function DeleteForGood({ count, onConfirm }: DeleteForGoodProps) {
  const [isOpen, setOpen] = useState(false);
  const name = count === undefined ? 'Empty trash' : 'Delete for good';
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
        title={count === undefined ? 'Empty the trash?' : count === 1 ? 'Delete this clip?' : `Delete ${count} clips?`}
        confirm={name}
        isDanger
        onClose={() => {
          setOpen(false);
        }}
        onConfirm={onConfirm}
      >
        Files and records are removed from this computer. That cannot be taken back.
      </Confirm>
    </>
  );
}
