using System.Diagnostics;
using System.Text;

namespace SupportDesk.Tests.Support;

/// <summary>Programs in a pipe, as an operator puts them there.</summary>
internal static class Programs
{
    public static Process Start(string folder, string program, string[] args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task<(int Code, byte[] Out, string Error)> FinishAsync(Process started, byte[] input)
    {
        using var process = started;
        var output = new MemoryStream();
        var (copied, error) = (process.StandardOutput.BaseStream.CopyToAsync(output), process.StandardError.ReadToEndAsync());
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading.
        }

        await process.WaitForExitAsync();
        await copied;
        return (process.ExitCode, output.ToArray(), await error);
    }
}
