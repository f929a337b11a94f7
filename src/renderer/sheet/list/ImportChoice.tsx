import { useRef, useState, type DragEvent } from 'react';
import { listTemplate } from '../../../shared/batch/list-template.ts';
import { saveFile } from '../../frames/save-file.ts';
import { filesOf } from '../../pictures/dropped-files.ts';
import { PathField } from '../../work/PathField.tsx';
import { t } from '../../texts/index.ts';
import { told } from '../../texts/told.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { TextLink } from '../../ui/TextLink.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { closeImport, importFiles, importPath, useImport } from './list-state.ts';

const kinds = '.csv,.tsv,.jsonl,.ndjson,.txt,.caption,image/*,.avif,.heic,.heif';

/** React does not know it; every browser does. */
const wholeFolder = { webkitdirectory: '' };

/** Where the list comes from: files, a folder, a path, or dropped here. */
export function ImportChoice() {
  const { reading, failure } = useImport();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [path, setPath] = useState('');
  const isReading = reading !== undefined;

  function onDrop(event: DragEvent): void {
    event.preventDefault();
    void filesOf(event.dataTransfer).then(importFiles);
  }

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-6">
        <div className="flex flex-col gap-1">
          <h2 className="text-lg font-semibold">{t('Import a batch')}</h2>
          <p className="text-ink-2">
            {t(
              'A list with a clip on each line, or pictures with their captions. Nothing is sent before you have seen it.',
            )}
          </p>
        </div>
        <div
          role="group"
          aria-label={t('List or pictures')}
          onDragOver={(event) => {
            event.preventDefault();
          }}
          onDrop={onDrop}
          className="flex flex-col items-center gap-3 rounded-poster border border-dashed border-line-control px-4 py-6"
        >
          <p role="status" className="text-center text-ink-2 tabular-nums">
            {!isReading
              ? t('Drop a CSV, a JSONL or a folder here')
              : reading.total === 0
                ? t('Reading the list')
                : t('Reading the pictures: {{done, number}} of {{total, number}}', reading)}
          </p>
          <div className="flex flex-wrap justify-center gap-2">
            <Button size={32} isInert={isReading} onPress={() => files.current?.click()}>
              {t('Choose files')}
            </Button>
            <Button size={32} isInert={isReading} onPress={() => folder.current?.click()}>
              {t('Choose a folder')}
            </Button>
          </div>
          <input
            ref={files}
            type="file"
            multiple
            hidden
            accept={kinds}
            aria-label={t('Choose files')}
            onChange={({ target }) => {
              importFiles(Array.from(target.files ?? []));
              target.value = '';
            }}
          />
          <input
            ref={folder}
            type="file"
            {...wholeFolder}
            hidden
            aria-label={t('Choose a folder')}
            onChange={({ target }) => {
              importFiles(Array.from(target.files ?? []));
              target.value = '';
            }}
          />
        </div>
        {failure === undefined ? null : <Trouble severity="error">{told(failure)}</Trouble>}
        <Disclosure title={t('By its path')}>
          <div className="flex flex-col items-start gap-2">
            <PathField
              label={t('List or folder')}
              help={t('A full path on the computer that runs Conch. Pictures are looked for beside the list.')}
              value={path}
              error={undefined}
              onChange={setPath}
            />
            <Button
              isInert={path.trim() === '' || isReading}
              onPress={() => {
                if (path.trim() !== '' && !isReading) importPath(path.trim());
              }}
            >
              {t('Read it')}
            </Button>
          </div>
        </Disclosure>
        <div className="text-sm text-ink-2">
          <p>
            {t(
              'Columns: prompt, image, provider, model, duration, resolution, flags, tags. What is left out is as in the composer.',
            )}
          </p>
          <TextLink
            onPress={() => {
              const { name, text } = listTemplate();
              saveFile(new Blob([text], { type: 'text/csv' }), name);
            }}
          >
            {t('Download a template')}
          </TextLink>
        </div>
      </div>
      <footer className="flex shrink-0 justify-end border-t border-line px-6 pt-4 pb-5">
        <Button size={32} onPress={closeImport}>
          {t('Cancel')}
        </Button>
      </footer>
    </div>
  );
}
