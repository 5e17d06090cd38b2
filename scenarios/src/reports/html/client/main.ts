import { CellList } from './cell-list.ts';
import { dataIn, element } from './elements.ts';
import { roveWithArrows } from './roving.ts';

/** Lets the buttons that `data-copies` marks copy the command that they name, and say so. */
function copyCommands(): void {
  for (const button of document.querySelectorAll('button[data-copies]')) {
    if (!(button instanceof HTMLButtonElement)) continue;
    const command = element(`#${button.dataset.copies}`, HTMLElement);
    button.hidden = false;
    button.addEventListener('click', async () => {
      button.textContent = (await copied(command)) ? 'Copied' : 'Press Ctrl+C';
      setTimeout(() => {
        button.textContent = 'Copy';
      }, 2000);
    });
  }
}

/** Selects the text in any case, so that it can be copied by hand where a page may not. */
async function copied(command: HTMLElement): Promise<boolean> {
  getSelection()?.selectAllChildren(command);
  try {
    await navigator.clipboard.writeText(command.textContent ?? '');
    return true;
  } catch {
    return false;
  }
}

copyCommands();
roveWithArrows();
if (document.querySelector('#cells-data')) new CellList(JSON.parse(dataIn('#cells-data')));
