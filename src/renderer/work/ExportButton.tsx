import { openExport } from '../store/dialogs.ts';
import { Button, type ButtonProps } from '../ui/Button.tsx';
import { PackageOpen } from '../ui/icons.ts';
import { t } from '../texts/index.ts';

export interface ExportButtonProps {
  ids: readonly string[];
  variant?: NonNullable<ButtonProps['variant']>;
  className?: string;
}

export function ExportButton({ ids, variant = 'secondary', className = '' }: ExportButtonProps) {
  return (
    <Button
      variant={variant}
      className={className}
      onPress={() => {
        openExport(ids);
      }}
    >
      <PackageOpen size={16} aria-hidden />
      {t('Export')}
    </Button>
  );
}
