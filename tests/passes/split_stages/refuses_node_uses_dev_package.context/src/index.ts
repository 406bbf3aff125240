import morgan from 'morgan';
