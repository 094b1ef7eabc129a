import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString, IsUUID, Matches } from 'class-validator';

export class UploadSessionFileRequest {
  @ApiProperty({ example: 'resume.pdf', minLength: 1, maxLength: 200, description: 'Name under which a page sees the file.' })
  @IsString()
  // No folders and no control characters: the name ends on a disk and in a header.
  @Matches(/^(?!\.{1,2}$)[^/\\\p{Cc}\u2028\u2029]{1,200}$/u, { message: 'name must be a file name of 1 to 200 characters' })
  name!: string;
}

export class ChooseFilesRequest {
  @ApiProperty({ type: [String], format: 'uuid', maxItems: 20, description: 'Files of the session; none: the choice is left empty.' })
  @IsArray()
  @ArrayMaxSize(20)
  @IsUUID(undefined, { each: true })
  fileIds!: string[];
}
