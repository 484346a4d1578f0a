import { testPrograms } from './programs.mjs';

testPrograms('numpy');
