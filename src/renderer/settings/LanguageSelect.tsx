import type { Settings } from '../../shared/settings.ts';
import { t } from '../texts/index.ts';
import { Select } from '../ui/Select.tsx';
import { SelectOption } from '../ui/SelectOption.tsx';
import { besideLabel } from './SettingRow.tsx';

type Choice = Settings['language'];

export interface LanguageSelectProps {
  value: Choice;
  onChange: (language: Choice) => void;
}

/** Languages stand by their own names, so that each is found by who reads it. */
export function LanguageSelect({ value, onChange }: LanguageSelectProps) {
  const names: Record<Choice, string> = { system: t('As the system'), en: 'English', 'zh-CN': '简体中文' };
  return (
    <Select
      label={t('Language')}
      value={value}
      shown={names[value]}
      onChange={(language) => {
        onChange(language as Choice);
      }}
      className={`max-w-[420px] ${besideLabel}`}
    >
      {Object.entries(names).map(([id, name]) => (
        <SelectOption key={id} id={id} name={name} />
      ))}
    </Select>
  );
}
