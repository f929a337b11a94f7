import { durationSchema } from '../../shared/model.ts';
import { editDraft } from '../store/draft.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Segments } from '../ui/Segments.tsx';
import { Switch } from '../ui/Switch.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { Composition } from './composition.ts';
import { FieldTroubles } from './FieldTroubles.tsx';
import { clipChoices, flagChoices, flagLabels } from './model-view.ts';
import { t } from '../texts/index.ts';

/** Length, resolution and switches: whatever the model offers, and nothing else. */
export function Options({ composition }: { composition: Composition }) {
  const { spec, request } = composition;
  const { durations, resolutions, why } = clipChoices(spec, request);
  const flags = flagChoices(spec);
  return (
    <>
      {durations.length + resolutions.length === 0 ? null : (
        <div>
          <div className="grid grid-cols-2 gap-3">
            {durations.length === 0 ? null : (
              <Segments
                label={t('Duration')}
                segments={durations.map(({ value, ...segment }) => ({ ...segment, value: String(value) }))}
                value={String(request.durationSeconds)}
                onChange={(value) => {
                  editDraft({ durationSeconds: durationSchema.parse(Number(value)) });
                }}
              />
            )}
            {resolutions.length === 0 ? null : (
              <Segments
                label={t('Resolution')}
                segments={resolutions}
                value={request.resolution}
                onChange={(resolution) => {
                  editDraft({ resolution });
                }}
              />
            )}
          </div>
          {why === undefined ? null : <p className="mt-1.5 text-sm text-ink-3">{why}</p>}
          <FieldTroubles composition={composition} field="duration" />
          <FieldTroubles composition={composition} field="resolution" />
        </div>
      )}
      {flags.length === 0 ? null : (
        <div className="flex flex-col gap-0.5">
          {flags.map((flag) => (
            <Switch
              key={flag}
              isSelected={request[flag] ?? false}
              onChange={(isOn) => {
                editDraft({ [flag]: isOn });
              }}
            >
              {t(flagLabels[flag])}
            </Switch>
          ))}
          <FieldTroubles composition={composition} field="flags" />
        </div>
      )}
    </>
  );
}

const addressStart = 'https://';

/** What few people need, and only where the model has it. */
export function Advanced({ composition, callbackUrl }: { composition: Composition; callbackUrl: string }) {
  return (
    <Disclosure title={t('Advanced')} defaultExpanded={callbackUrl !== ''}>
      <TextField
        label={t('Callback URL')}
        type="url"
        placeholder={addressStart}
        help={t(
          'A server of yours that the provider tells when the clip is ready. Conch looks for itself all the same.',
        )}
        value={callbackUrl}
        onChange={(text) => {
          editDraft({ callbackUrl: text === '' ? undefined : text });
        }}
      />
      <FieldTroubles composition={composition} field="callbackUrl" />
    </Disclosure>
  );
}
