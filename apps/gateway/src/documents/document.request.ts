import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';

export class UploadDocumentRequest {
  @ApiProperty({ example: 'resume.pdf', minLength: 1, maxLength: 200, description: 'Name under which the file is attached to a form.' })
  @IsString()
  // No folders and no control characters: the name ends on a disk and in a header.
  @Matches(/^(?!\.{1,2}$)[^/\\\p{Cc}]{1,200}$/u, { message: 'name must be a file name of 1 to 200 characters' })
  name!: string;
}
