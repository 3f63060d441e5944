namespace SupportDesk.Data.Blobs;

/// <summary>A file could not be written, while its content came in as it should: the disk is full, or broken.</summary>
public sealed class StorageException(IOException error) : Exception("The disk did not take a file: " + error.Message, error);
