namespace SupportDesk.Kernel;

/// <summary>What the desk writes is for the account it runs under and for nobody else on the machine.</summary>
public static class OwnerOnly
{
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;

    /// <returns>The full path.</returns>
    public static string CreateFolder(string path) =>
        (OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, FolderMode)).FullName;

    /// <summary>For a new file; fails if there is one.</summary>
    public static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions
        {
            Mode = System.IO.FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = FileMode;
        return options;
    }

    /// <summary>Writes a small file as a whole or not at all, whenever the desk is killed: beside it first, then in its place.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var beside = path + ".new";
        var options = NewFile();
        options.Mode = System.IO.FileMode.Create;
        options.Options = FileOptions.None;
        using (var stream = new FileStream(beside, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Takes from others what they were allowed before.</summary>
    public static void Close(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, Directory.Exists(path) ? FolderMode : FileMode);
    }
}
