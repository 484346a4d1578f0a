import { testPrograms } from './programs.mjs';

testPrograms('eigen');
