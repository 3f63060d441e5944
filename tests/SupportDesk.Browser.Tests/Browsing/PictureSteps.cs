using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>Pictures as cameras make them, what people do to them in the dialog, and what is in the stored file.</summary>
internal static class PictureSteps
{
    /// <summary>Words in the notes of a picture that must never leave the browser.</summary>
    public static ReadOnlySpan<byte> Marker => "GPS-55.7558N-37.6173E"u8;

    /// <param name="Fingerprint">Bytes of its packed pixels that no other file holds.</param>
    public sealed record Photo(byte[] Bytes, byte[] Fingerprint, string Type)
    {
        public FilePayload AsFile(string name) => new() { Name = name, MimeType = Type, Buffer = Bytes };
    }

    /// <param name="Data">Red, green, blue and alpha of each pixel, row by row.</param>
    public sealed record Pixels(int Width, int Height, byte[] Data)
    {
        public (int Red, int Green, int Blue) At(double across, double down)
        {
            var at = ((int)(Height * down) * Width + (int)(Width * across)) * 4;
            return (Data[at], Data[at + 1], Data[at + 2]);
        }
    }

    /// <summary>
    /// A photograph of 400 by 300 that lies on its side: its notes say that it is to be turned by 90 degrees, and where
    /// it was taken.
    /// </summary>
    public static async Task<Photo> PhotoAsync(this Window window, ReadOnlyMemory<byte> note)
    {
        var plain = await window.PaintAsync("image/jpeg", 400, 300);
        byte[] exif = [.. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, .. note.Span];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(exif.Length + 2));
        return new Photo([0xFF, 0xD8, 0xFF, 0xE1, .. length, .. exif, .. plain[2..]], plain[(plain.Length / 2)..(plain.Length / 2 + 64)], "image/jpeg");
    }

    public static Task<Photo> PhotoAsync(this Window window, ReadOnlySpan<byte> note) => window.PhotoAsync(note.ToArray().AsMemory());

    public static async Task<Photo> ScreenshotAsync(this Window window, string type = "image/png", int width = 640, int height = 360)
    {
        var bytes = await window.PaintAsync(type, width, height);
        return new Photo(bytes, bytes[(bytes.Length / 2)..(bytes.Length / 2 + 64)], type);
    }

    public static ILocator Dialog(this Window window, string selector) => window.Page.Locator("dialog[open] " + selector);

    /// <summary>Pastes a picture while the focus is in a field, as from a tool that takes screenshots.</summary>
    public static async Task PasteAsync(this Window window, string field, Photo picture)
    {
        await window.Page.Locator(field).FocusAsync();
        await window.Page.EvaluateAsync(
            """
            ([base64, type]) => {
              const data = new DataTransfer();
              data.items.add(new File([Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))], 'image.png', { type }));
              document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """,
            new[] { Convert.ToBase64String(picture.Bytes), picture.Type });
    }

    /// <summary>A payer writes to the desk through the form.</summary>
    public static async Task OpenPayerCaseAsync(this DeskProcess desk, Chrome chrome)
    {
        await using var payer = await chrome.OpenAsync(desk, new Look(Script: false));
        await payer.GoAsync("/case/new");
        await payer.FillPayerFormAsync("Деньги списались, а заказ в магазине не оплачен.", "ivan@home.example");
        await payer.Page.Locator(".send button").ClickAsync();
        await Expect(payer.Page.Locator("main")).ToContainTextAsync("SD-");
    }

    /// <summary>Puts an e-mail with a photograph where the desk looks for mail.</summary>
    public static void DropEmail(this DeskProcess desk, string from, byte[] photo, string name = "IMG_2041.jpg")
    {
        var incoming = Path.Combine(desk.DataFolder, "mail", "in");
        var email = string.Join(
            "\r\n",
            $"From: {from}",
            "To: desk@supportdesk.localhost",
            "Subject: =?utf-8?B?" + Convert.ToBase64String("Снимок с карты"u8) + "?=",
            $"Message-ID: <{Guid.NewGuid():N}@home.example>",
            "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain; charset=utf-8",
            "",
            "Photo",
            "--b",
            $"Content-Type: image/jpeg; name={name}",
            $"Content-Disposition: attachment; filename={name}",
            "Content-Transfer-Encoding: base64",
            "",
            Convert.ToBase64String(photo, Base64FormattingOptions.InsertLineBreaks),
            "--b--",
            ""
        );
        var file = Guid.NewGuid().ToString("N");
        File.WriteAllText(Path.Combine(incoming, "tmp", file), email);
        File.Move(Path.Combine(incoming, "tmp", file), Path.Combine(incoming, "new", file));
    }

    /// <summary>A photographed bank message on a telephone, with words that a person would black out.</summary>
    public static async Task<Photo> ReceiptAsync(this Window window)
    {
        var base64 = await window.Page.EvaluateAsync<string>(
            """
            async () => {
              const canvas = new OffscreenCanvas(780, 1180);
              const paint = canvas.getContext('2d');
              paint.fillStyle = '#eef0f4';
              paint.fillRect(0, 0, 780, 1180);
              paint.fillStyle = '#fff';
              paint.roundRect(40, 250, 700, 560, 28);
              paint.fill();
              const write = (text, x, y, size, colour, weight = 400) => {
                paint.fillStyle = colour;
                paint.font = `${weight} ${size}px sans-serif`;
                paint.fillText(text, x, y);
              };
              write('14:07', 50, 70, 30, '#1b1d22', 600);
              write('Операция по карте', 50, 190, 44, '#1b1d22', 700);
              write('Списание', 84, 330, 32, '#6a6e78');
              write('1 490,00 ₽', 84, 410, 60, '#1b1d22', 700);
              write('Карта', 84, 510, 28, '#6a6e78');
              write('2200 0000 0000 0004', 84, 588, 50, '#1b1d22', 600);
              write('Код подтверждения', 84, 668, 28, '#6a6e78');
              write('482 913', 84, 735, 44, '#1b1d22', 600);
              write('Магазин «Тмин», заказ 12345', 50, 900, 34, '#1b1d22');
              write('25 ноября, 14:03', 50, 960, 30, '#6a6e78');
              const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer());
              return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
            }
            """);
        var bytes = Convert.FromBase64String(base64);
        return new Photo(bytes, bytes[(bytes.Length / 2)..(bytes.Length / 2 + 64)], "image/jpeg");
    }

    /// <summary>Drags over the picture, in shares of its width and height.</summary>
    public static async Task DrawAsync(this Window window, double left, double top, double right, double bottom)
    {
        var stage = window.Page.Locator("dialog[open] [data-stage]");
        await Expect(stage).ToBeVisibleAsync();
        var box = (await stage.BoundingBoxAsync())!;
        var mouse = window.Page.Mouse;
        await mouse.MoveAsync((float)(box.X + box.Width * left), (float)(box.Y + box.Height * top));
        await mouse.DownAsync();
        await mouse.MoveAsync((float)(box.X + box.Width * (left + right) / 2), (float)(box.Y + box.Height * (top + bottom) / 2));
        await mouse.MoveAsync((float)(box.X + box.Width * right), (float)(box.Y + box.Height * bottom));
        await mouse.UpAsync();
        await Expect(window.Page.Locator("dialog[open] .area.is-on")).ToBeVisibleAsync();
    }

    /// <summary>What a browser sees in a stored picture.</summary>
    public static async Task<Pixels> DecodeAsync(this Window window, byte[] picture)
    {
        // As text: a list of millions of numbers takes gigabytes on its way through the browser's driver, which dies of it.
        var read = await window.Page.EvaluateAsync<string[]>(
            """
            async base64 => {
              const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
              const picture = await createImageBitmap(new Blob([bytes]));
              const canvas = new OffscreenCanvas(picture.width, picture.height);
              const paint = canvas.getContext('2d');
              paint.drawImage(picture, 0, 0);
              const pixels = new Blob([paint.getImageData(0, 0, picture.width, picture.height).data]);
              const url = await new Promise(done => {
                const reader = new FileReader();
                reader.onload = () => done(reader.result);
                reader.readAsDataURL(pixels);
              });
              return [`${picture.width}`, `${picture.height}`, url.slice(url.indexOf(',') + 1)];
            }
            """,
            Convert.ToBase64String(picture));
        int Side(int at) => int.Parse(read[at], CultureInfo.InvariantCulture);
        return new Pixels(Side(0), Side(1), Convert.FromBase64String(read[2]));
    }

    public static bool Holds(byte[] bytes, ReadOnlySpan<byte> part) => bytes.AsSpan().IndexOf(part) >= 0;

    /// <summary>The stored files that are whole.</summary>
    public static IReadOnlyList<byte[]> Blobs(this DeskProcess desk) =>
        [
            .. Directory
                .GetFiles(Path.Combine(desk.DataFolder, "blobs"), "*", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(".part", StringComparison.Ordinal))
                .Select(File.ReadAllBytes),
        ];

    // Noise over a light ground: no two such pictures have the same bytes, and nothing in them is black.
    private static async Task<byte[]> PaintAsync(this Window window, string type, int width, int height) => Convert.FromBase64String(
        await window.Page.EvaluateAsync<string>(
            """
            async ([type, width, height]) => {
              const canvas = new OffscreenCanvas(width, height);
              const paint = canvas.getContext('2d');
              const image = paint.createImageData(width, height);
              for (let at = 0; at < image.data.length; at += 4) {
                const light = 190 + Math.random() * 60;
                image.data.set([light, light, light, 255], at);
              }
              paint.putImageData(image, 0, 0);
              const blob = await canvas.convertToBlob({ type, quality: 0.9 });
              const bytes = new Uint8Array(await blob.arrayBuffer());
              let text = '';
              for (const byte of bytes) text += String.fromCharCode(byte);
              return btoa(text);
            }
            """,
            new object[] { type, width, height }));
}
