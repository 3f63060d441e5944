using Microsoft.Win32.SafeHandles;

namespace SupportDesk.Cli;

/// <summary>Standard output as a stream that tells when nobody reads it any more.</summary>
internal static class MaskOutput
{
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        // The console's own stream swallows a broken pipe, and an endless input would be masked for nobody.
        // A file, on the other hand, has to be written through it: a FileStream would leave the position for the next program behind.
        try
        {
            var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return stream.CanSeek ? Console.OpenStandardOutput() : stream;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Console.OpenStandardOutput();
        }
    }
}
