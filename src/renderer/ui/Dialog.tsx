import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';

export interface DialogProps {
  /** The accessible name. */
  name: string;
  isOpen: boolean;
  onClose: () => void;
  /**
   * `settings`: 840 × 620. `stage`: as large as a picture needs, up to 1120 × 760. `full`: the window but for a
   * hairline of scrim. `list`: as high as its rows, 560 wide. `plain`: as high as its content, 420 wide. `palette`: near
   * the top, 600 wide.
   */
  shape?: 'settings' | 'stage' | 'full' | 'list' | 'sheet' | 'plain' | 'palette';
  /** A click outside closes it as well. Off where work would go with it. */
  closesOutside?: boolean;
  role?: 'dialog' | 'alertdialog';
  children: ReactNode;
}

const shapes = {
  settings: 'h-[620px] max-h-[calc(100vh-32px)] w-[840px] max-w-[calc(100vw-32px)]',
  stage: 'h-[760px] max-h-[calc(100vh-32px)] w-[1120px] max-w-[calc(100vw-32px)]',
  full: 'h-[calc(100vh-32px)] w-[calc(100vw-32px)]',
  list: 'max-h-[min(640px,calc(100vh-32px))] w-[560px] max-w-[calc(100vw-32px)]',
  palette:
    'mt-24 max-h-[min(560px,calc(100vh-128px))] w-[600px] max-w-[calc(100vw-32px)] self-start bg-surface-3! [@media(max-height:640px)]:mt-12',
  sheet: 'max-h-[min(720px,calc(100vh-32px))] w-[680px] max-w-[calc(100vw-32px)]',
  plain: 'max-h-[calc(100vh-32px)] w-[420px] max-w-[calc(100vw-32px)]',
};

/** A modal dialog over a scrim. Escape closes it, and usually a click outside. */
export function Dialog({
  name,
  isOpen,
  onClose,
  shape = 'plain',
  closesOutside = true,
  role = 'dialog',
  children,
}: DialogProps) {
  return (
    <ModalOverlay
      data-modal
      isOpen={isOpen}
      isDismissable={closesOutside}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="fixed inset-0 z-20 grid place-items-center bg-scrim transition-opacity duration-(--motion-3) entering:opacity-0 exiting:opacity-0"
    >
      <Modal
        className={`flex overflow-hidden rounded-dialog bg-surface-2 shadow-dialog dialog-motion ${shapes[shape]}`}
      >
        <AriaDialog role={role} aria-label={name} className="flex min-h-0 min-w-0 flex-1 outline-none">
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
