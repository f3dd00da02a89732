import { SERVICES } from '@offstage/sw-plugin/log';
import { type DragEvent, type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { useDoctor } from '../doctor/use-doctor.ts';
import type { ReportProblemProps } from '../evidence/ReportProblem.tsx';
import { LogPanel } from '../log/LogPanel.tsx';
import { createFailureCount } from '../model/failures-in.ts';
import { pluginVersionIn } from '../model/plugin-version.ts';
import { Boundary } from '../parts/Boundary.tsx';
import { Button } from '../parts/Button.tsx';
import { loadParts, opened } from '../parts/opened.tsx';
import type { PushPanelProps } from '../pushes/PushPanel.tsx';
import type { StatePanelProps } from '../registered/StatePanel.tsx';
import { afterPaint } from '../shell/after-paint.ts';
import { useCompact } from '../shell/use-compact.ts';
import { useRightToLeft } from '../shell/use-right-to-left.ts';
import { type Theme, useTheme } from '../shell/use-theme.ts';
import { useTitleCount } from '../shell/use-title-count.ts';
import { fileNameOf, fileSource, loadReadFile } from '../sources/file-source.ts';
import type { ReportFilter } from '../sources/server-api.ts';
import type { Source } from '../sources/source.ts';
import { allCommands, type CommandLists, CommandsContext } from '../state/commands.ts';
import { loadSaveLog } from '../state/use-export.ts';
import { useLastLooked } from '../state/use-last-looked.ts';
import { NotesContext, useKeptNotes } from '../state/use-notes.ts';
import { useRecording } from '../state/use-recording.ts';
import { useServerQuestion } from '../state/use-server-question.ts';
import { useSource } from '../state/use-source.ts';
import { useVersion } from '../state/use-version.ts';
import { useViewState } from '../state/use-view-state.ts';
import { inPanel } from '../state/view-state.ts';
import { formatNumber } from '../text/format.ts';
import { PANELS, panelTitle, serviceOf } from '../text/panels.ts';
import { useStrings } from '../text/use-strings.ts';
import { Announcer } from './Announcer.tsx';
import { FileGone } from './FileGone.tsx';
import { FrameCommands } from './FrameCommands.tsx';
import { Header } from './Header.tsx';
import type { HelpProps } from './Help.tsx';
import { Notice } from './Notice.tsx';
import type { PaletteProps } from './Palette.tsx';
import { Sidebar } from './Sidebar.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { useShortcuts } from './use-shortcuts.ts';

const StatePanel = opened<StatePanelProps>(async () => {
  const part = await import('../registered/StatePanel.tsx');
  return [part.StatePanel, part.STYLES];
});
const PushPanel = opened<PushPanelProps>(async () => {
  const part = await import('../pushes/PushPanel.tsx');
  return [part.PushPanel, part.STYLES];
});
const Help = opened<HelpProps>(async () => {
  const part = await import('./Help.tsx');
  return [part.Help, part.STYLES];
});
const ReportProblem = opened<ReportProblemProps>(async () => {
  const part = await import('../evidence/ReportProblem.tsx');
  return [part.ReportProblem, part.STYLES];
});
const Palette = opened<PaletteProps>(async () => {
  const part = await import('./Palette.tsx');
  return [part.Palette, part.STYLES];
});

export interface FrameProps {
  readonly basename: string;
  readonly sources: readonly Source[];
  readonly theme: Theme;
}

/** The whole viewer: header, sidebar, and the panel that the address names. */
export function Frame({ basename, sources: given, theme: preset }: FrameProps): ReactElement {
  const t = useStrings();
  const root = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [lists] = useState<CommandLists>(() => new Set());
  const [dialog, setDialog] = useState<'help' | 'palette' | 'report'>();
  const [files, setFiles] = useState<readonly Source[]>([]);
  const [dropping, setDropping] = useState(false);
  const compact = useCompact(root);
  const rtl = useRightToLeft(root);
  const theme = useTheme(preset);
  const view = useViewState(basename);
  const { state, update } = view;
  const sources = useMemo(() => [...given, ...files], [given, files]);
  const known = sources.find(({ id }) => id === state.source);
  const lostFile = known === undefined ? fileNameOf(state.source) : undefined;
  const source = lostFile === undefined ? (known ?? sources[0]) : undefined;
  const [question, setQuestion] = useState<ReportFilter>();
  const { model, state: sourceState, reload } = useSource(source, undefined, question);
  const held = useServerQuestion({
    source,
    model,
    sourceState,
    filter: state.filter,
    range: state.range,
    service: serviceOf(state.panel),
    question,
    onQuestion: setQuestion,
  });
  const recording = useRecording(source);
  const doctor = useDoctor(model, state.filter);
  const since = useLastLooked(source?.kind === 'file' ? undefined : source?.id);
  const failures = useMemo(() => createFailureCount(model), [model]);
  const notes = useKeptNotes(sourceState.about?.notes);
  useVersion(model);
  const failed = failures();
  useTitleCount(failed === 0 ? '' : formatNumber(failed));
  useShortcuts(root, lists);
  useKeptFocus(root);
  // Parts are loaded when they are opened; once the first view stands, they are there before that.
  useEffect(() => afterPaint(() => loadParts(loadReadFile, loadSaveLog)), []);

  const counts = new Map<string, number>(
    SERVICES.map((service, code) => [service, model.tally({ service: code, others: state.others }).count]),
  );
  const openSource = (id: string | undefined): void =>
    update(
      { source: id === sources[0]?.id ? undefined : id, entry: undefined, range: undefined, zoom: undefined },
      true,
    );
  const openFile = (file: File | undefined): void => {
    if (file === undefined) return;
    const opened = fileSource(file);
    setFiles((before) => [...before.filter(({ id }) => id !== opened.id), opened]);
    // The same file again: the rest of the address is about it.
    if (opened.id === state.source) return;
    update({ source: opened.id, entry: undefined, range: undefined, zoom: undefined, filter: '' }, true);
  };
  const closeFile = (): void => {
    setFiles((before) => before.filter(({ id }) => id !== source?.id));
    openSource(undefined);
  };
  const onDrag = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setDropping(event.type !== 'dragleave');
  };

  return (
    <CommandsContext.Provider value={lists}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping a file has a button beside it */}
      <div
        className="os-viewer"
        ref={root}
        data-theme={theme.shown}
        data-compact={compact || undefined}
        data-rtl={rtl || undefined}
        data-dropping={dropping || undefined}
        onDragOver={onDrag}
        onDragLeave={onDrag}
        onDrop={(event) => {
          event.preventDefault();
          setDropping(false);
          openFile(event.dataTransfer.files[0]);
        }}
      >
        <NotesContext.Provider value={notes}>
          <Announcer>
            <FrameCommands
              view={view}
              theme={theme}
              onHelp={() => setDialog('help')}
              onPalette={() => setDialog('palette')}
              onOpen={() => picker.current?.click()}
              onReport={() => setDialog('report')}
            />
            <Button
              text
              className="os-skip"
              label={t.skip}
              onClick={() =>
                root.current?.querySelector<HTMLElement>('.os-grid, .os-main > [tabindex]')?.focus()
              }
            />
            <Header
              theme={theme}
              sourceState={sourceState}
              sources={sources}
              source={source}
              onSource={openSource}
              onOpen={() => picker.current?.click()}
              onHelp={() => setDialog('help')}
              onPalette={() => setDialog('palette')}
            />
            <Sidebar
              state={state}
              href={view.href}
              counts={counts}
              recording={recording.recording}
              ledger={source?.reports !== undefined}
              compact={compact}
              onPanel={(panel) => update(inPanel(state, panel), true)}
            />
            <section
              className="os-main"
              aria-label={PANELS.filter(({ id }) => id === state.panel).map((one) => panelTitle(one, t))[0]}
            >
              {source !== undefined && state.panel !== 'pushes' && (
                <Notice source={source} state={sourceState} onClose={closeFile} />
              )}
              <Boundary about={`${state.panel} ${source?.id} ${state.filter}`} entry={state.entry}>
                {lostFile !== undefined ? (
                  <FileGone
                    name={lostFile}
                    onOpen={() => picker.current?.click()}
                    onLeave={() => openSource(undefined)}
                  />
                ) : source === undefined || state.panel === 'state' ? (
                  <StatePanel source={source} recording={recording} pluginVersion={pluginVersionIn(model)} />
                ) : state.panel === 'pushes' ? (
                  <PushPanel
                    key={source.id}
                    source={source}
                    sources={sources}
                    view={view}
                    compact={compact}
                  />
                ) : (
                  <LogPanel
                    key={state.panel + source.id}
                    source={source}
                    model={model}
                    sourceState={sourceState}
                    view={view}
                    recording={recording}
                    doctor={doctor}
                    held={held}
                    compact={compact}
                    onReload={reload}
                    since={since}
                    onReport={() => setDialog('report')}
                  />
                )}
              </Boundary>
            </section>
            <input
              ref={picker}
              type="file"
              hidden
              accept=".json,.jsonl,.html,.htm,.txt,application/json"
              aria-label={t.open}
              onChange={({ target }) => {
                openFile(target.files?.[0]);
                target.value = '';
              }}
            />
            {dropping && <p className="os-drop">{t.dropHere}</p>}
            {dialog === 'report' && source !== undefined && (
              <ReportProblem
                source={source}
                model={model}
                range={state.range}
                entry={state.entry}
                findings={doctor.diagnosis?.findings.length ?? 0}
                about={sourceState.about}
                onClose={() => setDialog(undefined)}
              />
            )}
            {dialog === 'help' && <Help onClose={() => setDialog(undefined)} />}
            {dialog === 'palette' && (
              <Palette commands={allCommands(lists)} onClose={() => setDialog(undefined)} />
            )}
          </Announcer>
        </NotesContext.Provider>
      </div>
    </CommandsContext.Provider>
  );
}
