using System.Text;
using SupportDesk.Features.Tickets.Pictures;

namespace SupportDesk.Tests.Features.Tickets.Pictures;

public sealed class ExifTurnTests
{
    [Theory]
    [InlineData("MM\u0000*\u0000\u0000\u0000\u0008\u0000\u0001\u0001\u0012\u0000\u0003\u0000\u0000\u0000\u0001\u0000\u0006\u0000\u0000", (byte)6)]
    [InlineData("II*\u0000\u0008\u0000\u0000\u0000\u0001\u0000\u0012\u0001\u0003\u0000\u0001\u0000\u0000\u0000\u0008\u0000\u0000\u0000", (byte)8)]
    [InlineData("MM\u0000*\u0000\u0000\u0000\u0008\u0000\u0002\u0001\u000F\u0000\u0002\u0000\u0000\u0000\u0001\u0000\u0000\u0000\u0000\u0001\u0012\u0000\u0003\u0000\u0000\u0000\u0001\u0000\u0003\u0000\u0000", (byte)3)]
    public void Read_TurnedPhotograph_SaysHow(string notes, byte turn) => Assert.Equal(turn, ExifTurn.Read(Notes(notes)));

    [Theory]
    [InlineData("")]
    [InlineData("MM\u0000*")]
    [InlineData("XX\u0000*\u0000\u0000\u0000\u0008\u0000\u0001")]
    [InlineData("MM\u0000*\u00FF\u00FF\u00FF\u00FF\u0000\u0001")]
    [InlineData("II*\u0000\u0007\u0000\u0000\u0000\u0001")]
    [InlineData("MM\u0000*\u0000\u0000\u0000\u0008\u00FF\u00FF\u0001\u0012\u0000\u0003")]
    [InlineData("MM\u0000*\u0000\u0000\u0000\u0008\u0000\u0001\u0001\u0012\u0000\u0003\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000")]
    [InlineData("MM\u0000*\u0000\u0000\u0000\u0008\u0000\u0001\u0001\u0012\u0000\u0003\u0000\u0000\u0000\u0001\u0041\u0041\u0000\u0000")]
    public void Read_NothingOrNonsense_SaysNothing(string notes) => Assert.Null(ExifTurn.Read(Notes(notes)));

    private static byte[] Notes(string notes) => [.. "Exif\0\0"u8, .. Encoding.Latin1.GetBytes(notes)];
}
