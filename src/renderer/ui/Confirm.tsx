import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { t } from '../texts/index.ts';

export interface ConfirmProps {
  isOpen: boolean;
  title: string;
  /** What will happen, in plain words. */
  children: ReactNode;
  /** The verb on the button that does it. */
  confirm: string;
  isDanger?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks once more before something that cannot be taken back or that costs money. */
export function Confirm({ isOpen, title, children, confirm, isDanger = false, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog name={title} role="alertdialog" isOpen={isOpen} onClose={onClose}>
      <div className="flex flex-col gap-2 p-6">
        <h2 className="text-lg font-semibold">{title}</h2>
        <div className="text-ink-2">{children}</div>
        <div className="mt-4 flex justify-end gap-2">
          <Button size={32} autoFocus onPress={onClose}>
            {t('Keep it as it is')}
          </Button>
          <Button
            size={32}
            variant={isDanger ? 'danger' : 'primary'}
            onPress={() => {
              // It can still be met while it fades out: a yes is given once.
              if (!isOpen) return;
              onClose();
              onConfirm();
            }}
          >
            {confirm}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
