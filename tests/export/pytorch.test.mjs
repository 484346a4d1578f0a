import { testPrograms } from './programs.mjs';

testPrograms('pytorch');
