import { useState } from 'react';
import { Button, type ButtonProps } from '../ui/Button.tsx';
import { PackageOpen } from '../ui/icons.ts';
import { ExportDialog } from './ExportDialog.tsx';

export interface ExportButtonProps {
  ids: readonly string[];
  variant?: NonNullable<ButtonProps['variant']>;
  className?: string;
}

export function ExportButton({ ids, variant = 'secondary', className = '' }: ExportButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={variant}
        className={className}
        onPress={() => {
          setOpen(true);
        }}
      >
        <PackageOpen size={16} aria-hidden />
        Export
      </Button>
      <ExportDialog
        ids={ids}
        isOpen={isOpen}
        onClose={() => {
          setOpen(false);
        }}
      />
    </>
  );
}
