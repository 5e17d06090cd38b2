import { CellList } from './cell-list.ts';
import { copyCommands } from './copy-command.ts';
import { dataIn } from './elements.ts';
import { roveWithArrows } from './roving.ts';

copyCommands();
roveWithArrows();
if (document.querySelector('#cells-data')) new CellList(JSON.parse(dataIn('#cells-data')));
