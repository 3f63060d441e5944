using SupportDesk.Kernel;

namespace SupportDesk.Cli;

/// <summary>
/// One web desk for one data folder: two would send each e-mail twice. The system lets go of the lock when the desk ends,
/// however it ends. Other verbs work beside it.
/// </summary>
internal sealed class DataLock : IDisposable
{
    private readonly FileStream file;

    private DataLock(FileStream file) => this.file = file;

    /// <exception cref="ConfigurationException">Another desk serves the folder.</exception>
    public static DataLock Take(DataPaths paths)
    {
        var path = Path.Combine(paths.Root, "desk.lock");
        try
        {
            return new DataLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error)
        {
            throw new ConfigurationException(
                $"{paths.Root}: another desk serves this folder. Stop it first, or name another folder in Data:Directory.",
                error
            );
        }
    }

    public void Dispose() => file.Dispose();
}
