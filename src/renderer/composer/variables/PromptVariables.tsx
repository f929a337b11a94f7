import { readTemplate } from '../../../shared/batch/prompt-template.ts';
import { setVariable, useDraft } from '../../store/draft.ts';
import { t } from '../../texts/index.ts';
import { TextField } from '../../ui/TextField.tsx';

/** A field for each `{variable}` of the prompt. */
export function PromptVariables({ prompt }: { prompt: string }) {
  const values = useDraft((state) => state.values);
  const { variables } = readTemplate(prompt);
  if (variables.length === 0) return null;
  return (
    <div role="group" aria-label={t('Variables of the prompt')} className="mt-2.5 flex flex-col gap-2">
      {variables.map((name, index) => (
        <TextField
          key={name}
          label={`{${name}}`}
          value={values[name] ?? ''}
          onChange={(text) => {
            setVariable(name, text);
          }}
          dir="auto"
          {...(index === variables.length - 1 && { help: t('With | between them, several make a clip each.') })}
        />
      ))}
    </div>
  );
}
